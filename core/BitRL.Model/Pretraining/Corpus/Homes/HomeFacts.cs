namespace BitRL.Model.Pretraining.Corpus.Homes;

/// <summary>What hidden states should say of a home: the state of each lamp and room, what was said, and which things it is about.</summary>
internal static class HomeFacts
{
    /// <summary>First slot of the lamps: level, colour, whether off, whether the sentence is about it. Also said at the lamp's reading.</summary>
    public const int FirstLamp = FieldSlots.FirstFact;

    /// <summary>First slot of the rooms: illuminance at three magnitudes, whether the sentence is about it. Also said at the sensor's reading.</summary>
    public const int FirstRoom = FirstLamp + HomeWords.Lamps;

    /// <summary>First slot of the lamps that the sentence is about: level, whether off, warm, cool; zeros for the others.</summary>
    public const int FirstConcerned = FirstRoom + HomeWords.Rooms;

    /// <summary>The illuminance of the room that the sentence is about, and whether somebody is there.</summary>
    public const int RoomMeant = FirstConcerned + HomeWords.Lamps;

    /// <summary>Calls made.</summary>
    public const int Calls = RoomMeant + 1;

    /// <summary>One-hot: the kind of request, the activity, the percentage, where it was heard; then who is where.</summary>
    public const int FirstChoice = Calls + 1;

    private const int ActivityChoice = FirstChoice + (HomeIntent.Kinds / TargetCodes.Count);
    private const int LevelChoice = ActivityChoice + 3;
    private const int HeardChoice = LevelChoice + 1;
    private const int OccupancyChoice = HeardChoice + 2;

    /// <summary>One past the last slot.</summary>
    public const int End = OccupancyChoice + 2;

    // A code of zeros and one value: this makes its error count.
    private const float Hot = 2;

    /// <summary>Fills in targets.</summary>
    /// <param name="home">The home.</param>
    /// <param name="intentScale">What stands for a choice: <see cref="CorpusOptions.IntentScale"/>.</param>
    /// <param name="targets">[slots, TargetCodes.Count], zeros.</param>
    public static void Write(HomeState home, float intentScale, Span<float> targets)
    {
        HomeIntent intent = home.Intent;
        int meant = intent.RoomMeant(home.HeardIn);
        for (int lamp = 0; lamp < HomeWords.Lamps; lamp++)
        {
            float level = (home.Levels[lamp] - 2) / 2f;
            bool isOff = home.Levels[lamp] == 0;
            bool concerns = intent.Concerns(lamp, home.HeardIn, home.Occupied);
            Put(targets, FirstLamp + lamp, level, home.Colors[lamp] - 1, isOff ? 1 : -1, concerns ? Hot : 0);
            if (concerns)
            {
                Put(targets, FirstConcerned + lamp, level, isOff ? 1 : -1, home.Colors[lamp] == 0 ? 1 : -1, home.Colors[lamp] == 2 ? 1 : -1);
            }
        }

        for (int room = 0; room < HomeWords.Rooms; room++)
        {
            PutLux(targets, FirstRoom + room, home.Lux[room], room == meant ? Hot : 0);
            targets[(OccupancyChoice * TargetCodes.Count) + room] = (home.Occupied & (1 << room)) != 0 ? 1 : -1;
        }

        if (meant >= 0)
        {
            PutLux(targets, RoomMeant, home.Lux[meant], (home.Occupied & (1 << meant)) != 0 ? 1 : -1);
        }

        Put(targets, Calls, home.Calls == 0 ? 1 : 0, home.Calls / 8f, 0, 0);
        Choose(targets, FirstChoice, (int)intent.Kind, intentScale);
        Choose(targets, ActivityChoice, intent.Activity, intentScale);
        Choose(targets, LevelChoice, intent.Level - 1, intentScale);
        Choose(targets, HeardChoice, home.HeardIn, Hot);
    }

    private static void PutLux(Span<float> targets, int slot, double lux, float last) =>
        Put(targets, slot, (float)Math.Tanh(lux / 0.3), (float)Math.Tanh(lux / 1.5), (float)Math.Tanh(lux / 5), last);

    private static void Put(Span<float> targets, int slot, float a, float b, float c, float d)
    {
        Span<float> row = targets.Slice(slot * TargetCodes.Count, TargetCodes.Count);
        (row[0], row[1], row[2], row[3]) = (a, b, c, d);
    }

    private static void Choose(Span<float> targets, int firstSlot, int choice, float scale)
    {
        if (choice >= 0)
        {
            targets[(firstSlot * TargetCodes.Count) + choice] = scale;
        }
    }
}
