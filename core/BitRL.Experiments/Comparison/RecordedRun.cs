using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using BitRL.Agent.Configuration;
using BitRL.Agent.Folders;
using BitRL.Experiments.Sweeps;

namespace BitRL.Experiments.Comparison;

/// <summary>A run as its folder tells it. Immutable.</summary>
public sealed record RecordedRun
{
    /// <summary>The folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The configuration.</summary>
    public required RunConfiguration Configuration { get; init; }

    /// <summary>What runs with other seeds have in common with it: the label of its cell, or what its encoders are.</summary>
    public required string Label { get; init; }

    /// <summary>Mean return of the greedy evaluation after training; NaN where the run has not ended.</summary>
    public required double FinalReturn { get; init; }

    /// <summary>Steps trained for; 0 where the run has not ended.</summary>
    public required long Steps { get; init; }

    /// <summary>Steps a second of training; NaN where the run has not ended.</summary>
    public required double StepsPerSecond { get; init; }

    /// <summary>Most memory its process held, in MiB; NaN where the run has not ended.</summary>
    public required double PeakMemoryMb { get; init; }

    /// <summary>Greedy evaluations during training, then the one after it; empty where there were none during training.</summary>
    public required ImmutableArray<CurvePoint> Evaluations { get; init; }

    /// <summary>Mean return of the last 100 training episodes, a point an update.</summary>
    public required ImmutableArray<CurvePoint> Training { get; init; }

    /// <summary>What it was made with and where: toolkit, commit, processor; empty where the folder does not say.</summary>
    public required string Provenance { get; init; }

    /// <summary>Whether the run came to its end.</summary>
    public bool IsFinished => double.IsFinite(FinalReturn);

    /// <summary>The runs in a folder: itself, or all below it; those of a sweep in the order of its plan, others in the order of their paths.</summary>
    public static IEnumerable<string> Find(string folder)
    {
        if (RunFolder.HoldsRun(folder))
        {
            return [folder];
        }

        return Directory.EnumerateFiles(folder, Path.GetFileName(RunFolder.ConfigurationPathOf(folder)), SearchOption.AllDirectories)
            .Select(path => Path.GetDirectoryName(path)!)
            .Where(path => File.Exists(RunFolder.ManifestPathOf(path)))
            .OrderBy(Places(folder))
            .ThenBy(path => path, StringComparer.Ordinal);
    }

    /// <summary>Where the runs of a folder stand in the plan of its sweep: the last place for those that are in none.</summary>
    private static Func<string, int> Places(string folder)
    {
        string file = SweepFolder.FilePathOf(folder);
        if (!File.Exists(file))
        {
            return _ => int.MaxValue;
        }

        var places = SweepPlan.Cells(SweepFile.Read(file)).Select((cell, place) => (Path: SweepFolder.RunFolderOf(folder, cell), place)).ToDictionary(pair => pair.Path, pair => pair.place);
        return run => places.GetValueOrDefault(run, int.MaxValue);
    }

    /// <summary>Reads a run folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="label">What to call it, or null for its own label.</param>
    /// <exception cref="ConfigurationException">Its configuration cannot be read.</exception>
    /// <exception cref="InvalidDataException">Another file of it is damaged.</exception>
    public static RecordedRun Read(string folder, string? label)
    {
        var builder = new ConfigurationBuilder();
        builder.AddFile(RunFolder.ConfigurationPathOf(folder));
        RunConfiguration configuration = builder.Build();
        Outcome outcome = Outcome.Read(RunFolder.ResultPathOf(folder));
        var evaluations = Curve(RunFolder.EvaluationsPathOf(folder), steps: "steps", value: "return_mean");
        return new RecordedRun
        {
            Folder = folder,
            Configuration = configuration,
            Label = label ?? CellDescription.Read(folder)?.Label ?? Describe(configuration),
            FinalReturn = outcome.Return,
            Steps = outcome.Steps,
            StepsPerSecond = outcome.StepsPerSecond,
            PeakMemoryMb = outcome.PeakMemoryMb,
            Evaluations = evaluations.IsEmpty || !double.IsFinite(outcome.Return)
                ? evaluations
                : [.. evaluations.Where(point => point.Steps < outcome.Steps), new CurvePoint(outcome.Steps, outcome.Return)],
            Training = Curve(Path.Combine(folder, RunFolder.MetricsName), steps: "steps", value: "mean_return"),
            Provenance = ReadProvenance(RunFolder.ManifestPathOf(folder)),
        };
    }

    private static string ReadProvenance(string path)
    {
        if (!File.Exists(path))
        {
            return "";
        }

        try
        {
            using JsonDocument manifest = JsonDocument.Parse(File.ReadAllBytes(path));
            string?[] facts = [.. ((string[])["toolkit", "commit", "runtime", "processor"]).Select(name => manifest.RootElement.TryGetProperty(name, out JsonElement fact) ? fact.GetString() : null)];
            return string.Join(", ", facts.Where(fact => !string.IsNullOrEmpty(fact)));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"'{path}' is no manifest of a run: {e.Message}", e);
        }
    }

    private static string Describe(RunConfiguration configuration)
    {
        string policy = Describe(configuration.Encoder);
        return configuration.CriticEncoder is { } critic ? $"{policy}, critic {(critic.IsRaw ? "raw" : Describe(critic))}" : policy;
    }

    private static string Describe(EncoderConfiguration encoder) => encoder.IsRaw ? encoder.Backend : $"{encoder.Backend} {Path.GetFileNameWithoutExtension(encoder.Model)}";

    private static ImmutableArray<CurvePoint> Curve(string path, string steps, string value)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        // The run may be going on: share the file, and leave a last row alone that is still being written.
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream);
        string[] lines = reader.ReadToEnd().Split('\n');
        if (lines.Length < 2)
        {
            return []; // not even its head is written: no update came so far, or none at all in a short run
        }

        string[] columns = lines[0].Split(',');
        int stepsColumn = Array.IndexOf(columns, steps);
        int valueColumn = Array.IndexOf(columns, value);
        if (stepsColumn < 0 || valueColumn < 0)
        {
            throw new InvalidDataException($"'{path}' has no columns {steps} and {value}; is it the file of a run?");
        }

        var points = ImmutableArray.CreateBuilder<CurvePoint>(lines.Length);
        foreach (string line in lines[1..^1])
        {
            string[] cells = line.Split(',');
            if (cells.Length == columns.Length
                && long.TryParse(cells[stepsColumn], CultureInfo.InvariantCulture, out long at)
                && double.TryParse(cells[valueColumn], CultureInfo.InvariantCulture, out double mean)
                && double.IsFinite(mean))
            {
                points.Add(new CurvePoint(at, mean));
            }
        }

        return points.ToImmutable();
    }

    private readonly record struct Outcome(double Return, long Steps, double StepsPerSecond, double PeakMemoryMb)
    {
        public static Outcome Read(string path)
        {
            if (!File.Exists(path))
            {
                return new Outcome(double.NaN, 0, double.NaN, double.NaN);
            }

            try
            {
                using JsonDocument result = JsonDocument.Parse(File.ReadAllBytes(path));
                JsonElement root = result.RootElement;
                return new Outcome(Number(root, "eval_return_mean"), root.GetProperty("steps").GetInt64(), Number(root, "steps_per_second"), Number(root, "peak_rss_mb"));
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                throw new InvalidDataException($"'{path}' is no result of a run: {e.Message}", e);
            }
        }

        private static double Number(JsonElement root, string name) => root.GetProperty(name) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : double.NaN;
    }
}
