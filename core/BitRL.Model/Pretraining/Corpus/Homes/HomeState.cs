namespace BitRL.Model.Pretraining.Corpus.Homes;

/// <summary>A home at a moment, with something said in it. Made of independent draws: no law of light is in it.</summary>
/// <param name="Request">What was said.</param>
/// <param name="Intent">What it means.</param>
/// <param name="HeardIn">Where it was said.</param>
/// <param name="Occupied">Rooms with people: bit i is room i.</param>
/// <param name="Sky">Number of a sky.</param>
/// <param name="Hour">0 to 24.</param>
/// <param name="Elevation">Of the sun, whole degrees.</param>
/// <param name="Levels">[lamps] 0 to 4.</param>
/// <param name="Colors">[lamps] 0 to 2.</param>
/// <param name="Lux">[rooms] hundreds of lux, as printed.</param>
/// <param name="Calls">Calls made.</param>
internal sealed record HomeState(
    string Request, HomeIntent Intent, int HeardIn, int Occupied, int Sky, double Hour, int Elevation, int[] Levels, int[] Colors, double[] Lux, int Calls)
{
    /// <summary>Draws a home.</summary>
    /// <param name="random">Advanced.</param>
    /// <param name="fineRequestShare"><see cref="CorpusOptions.FineRequestShare"/>.</param>
    public static HomeState Next(ref CorpusRandom random, double fineRequestShare = 0)
    {
        (string request, HomeIntent intent) = HomeGrammar.Next(ref random, fineRequestShare);
        int heardIn = random.Below(HomeWords.Rooms);
        int occupied = 1 << heardIn;
        var lux = new double[HomeWords.Rooms];
        for (int room = 0; room < HomeWords.Rooms; room++)
        {
            occupied |= random.Chance(0.35) ? 1 << room : 0;
            lux[room] = Math.Round(random.Chance(0.15) ? 0 : Math.Exp(random.Uniform(Math.Log(0.03), Math.Log(13))), 2);
        }

        var levels = new int[HomeWords.Lamps];
        var colors = new int[HomeWords.Lamps];
        for (int lamp = 0; lamp < HomeWords.Lamps; lamp++)
        {
            levels[lamp] = random.Chance(0.5) ? 0 : random.Between(1, 4);
            colors[lamp] = random.Below(3);
        }

        return new HomeState(
            request, intent, heardIn, occupied, random.Below(3), random.Below(96) / 4.0, random.Between(-60, 65), levels, colors, lux, random.Chance(0.3) ? 0 : random.Below(16));
    }
}
