using System.Globalization;
using System.Text;
using BitRL.Model.Tokenizer;

namespace BitRL.Model.Pretraining.Corpus.Homes;

/// <summary>Draws homes and prints them in the compact style of the smart home's observation (a test of the environment compares bytes). Not thread-safe: it reuses its buffers.</summary>
internal sealed class HomeSampler(NumberTokenizer tokenizer, CorpusOptions options, int ordinals)
{
    private readonly StringBuilder _text = new();
    private int[] _tokens = new int[1024];

    /// <summary>Draws a text.</summary>
    public CorpusSequence Next(ref CorpusRandom random) => Build(HomeState.Next(ref random, options.FineRequestShare));

    /// <summary>Prints and tokenizes a home.</summary>
    internal CorpusSequence Build(HomeState home)
    {
        var targets = new float[FieldSlots.CountWithFacts * TargetCodes.Count];
        var positions = new int[FieldSlots.CountWithFacts];
        var known = new bool[FieldSlots.CountWithFacts];
        Array.Fill(positions, -1);
        Array.Fill(known, true, FieldSlots.FirstFact, HomeFacts.End - FieldSlots.FirstFact);
        HomeFacts.Write(home, (float)options.IntentScale, targets);

        _text.Clear();
        _text.Append("Smart home\n");
        WriteEpisode(home);
        int stepStart = _text.Length;
        int poolStart = CountTokens();
        for (int lamp = 0; lamp < HomeWords.Lamps; lamp++)
        {
            string reading = $"{HomeWords.LevelWords[home.Levels[lamp]]}_{HomeWords.ColorWords[home.Colors[lamp]]}";
            Append(stepStart, $"{HomeWords.LampIds[lamp]}={reading}");
            positions[HomeFacts.FirstLamp + lamp] = CountTokens() - 1;
        }

        for (int room = 0; room < HomeWords.Rooms; room++)
        {
            Append(stepStart, string.Create(CultureInfo.InvariantCulture, $"{HomeWords.RoomIds[room]}_illuminance={home.Lux[room]:F2}"));
            positions[HomeFacts.FirstRoom + room] = CountTokens() - 1;
        }

        Append(stepStart, string.Create(CultureInfo.InvariantCulture, $"calls={home.Calls}"));
        positions[HomeFacts.Calls] = CountTokens() - 1;
        _text.Append('\n');
        int[] all = _tokens[..CountTokens()];
        var fields = new int[all.Length];
        FieldOrdinals.Compute(all, ordinals, fields);
        return new CorpusSequence(_text.ToString(), all, fields, poolStart, targets, positions) { Known = known };
    }

    private void WriteEpisode(HomeState home)
    {
        _text.Append(CultureInfo.InvariantCulture, $"request=\"{home.Request}\" speaker={HomeWords.RoomIds[home.HeardIn]}");
        for (int room = 0; room < HomeWords.Rooms; room++)
        {
            _text.Append(CultureInfo.InvariantCulture, $" {HomeWords.RoomIds[room]}_occupancy={((home.Occupied & (1 << room)) != 0 ? "yes" : "no")}");
        }

        _text.Append(CultureInfo.InvariantCulture, $" weather={HomeWords.Skies[home.Sky]} hour={home.Hour:F2} sun_elevation={home.Elevation}\n");
    }

    private void Append(int lineStart, string field) => _text.Append(_text.Length == lineStart ? "" : " ").Append(field);

    /// <summary>Leaves the tokens in the buffer. A text cut after a value has the tokens of the whole up to there.</summary>
    private int CountTokens()
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(_text.ToString());
        if (_tokens.Length < tokenizer.MaxTokens(utf8.Length))
        {
            _tokens = new int[2 * tokenizer.MaxTokens(utf8.Length)];
        }

        return tokenizer.Encode(utf8, isStart: false, _tokens);
    }
}
