using System.Globalization;
using System.Text.Json;

namespace BitRL.Perf.Learning;

/// <summary>One finished run folder: …/ENV/ENCODER/SEED with result.json and evaluations.csv.</summary>
internal sealed record LearningRun(string Environment, string Encoder, string Seed, double FinalReturn, int FinalEpisodes, long Steps, double StepsPerSecond, (long Steps, double Return)[] Curve)
{
    /// <summary>Means of what the environment measured in the evaluation besides the return, such as success; empty where it measures nothing.</summary>
    public IReadOnlyDictionary<string, double> Measures { get; init; } = new Dictionary<string, double>();

    /// <summary>Reads all finished runs below a folder; unfinished ones are left out.</summary>
    public static LearningRun[] ReadAll(string folder) =>
        [.. Directory.EnumerateFiles(folder, "result.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>First evaluation during training that reached a return and was never followed by a lower one; null where there is none.</summary>
    public long? StaysAtOrAboveFrom(double wanted)
    {
        long? since = null;
        foreach ((long steps, double value) in Curve)
        {
            since = value >= wanted ? since ?? steps : null;
        }

        return FinalReturn >= wanted ? since : null;
    }

    private static LearningRun Read(string path)
    {
        string run = Path.GetDirectoryName(path)!;
        string encoder = Path.GetDirectoryName(run)!;
        using JsonDocument result = JsonDocument.Parse(File.ReadAllBytes(path));
        JsonElement root = result.RootElement;
        string curve = Path.Combine(run, "evaluations.csv");
        return new LearningRun(
            root.GetProperty("env").GetString()!,
            Path.GetFileName(encoder),
            Path.GetFileName(run),
            root.GetProperty("eval_return_mean").GetDouble(),
            root.GetProperty("eval_episodes").GetInt32(),
            root.GetProperty("steps").GetInt64(),
            root.GetProperty("steps_per_second").GetDouble(),
            File.Exists(curve) ? [.. File.ReadLines(curve).Skip(1).Select(Point)] : [])
        {
            Measures = root.TryGetProperty("eval_measures", out JsonElement measures)
                ? measures.EnumerateObject().ToDictionary(measure => measure.Name, measure => measure.Value.GetDouble())
                : new Dictionary<string, double>(),
        };
    }

    private static (long Steps, double Return) Point(string line)
    {
        string[] cells = line.Split(',');
        return (long.Parse(cells[0], CultureInfo.InvariantCulture), double.Parse(cells[2], CultureInfo.InvariantCulture));
    }
}
