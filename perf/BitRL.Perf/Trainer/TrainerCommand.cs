using System.Globalization;
using System.Text.Json;
using BitRL.Perf.Kernels;

namespace BitRL.Perf.Trainer;

/// <summary><c>trainer [--json] [--seconds S]</c>: what PPO costs by itself, without environment and encoder.</summary>
internal static class TrainerCommand
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static readonly (int Features, string Hidden)[] Shapes = [(4, "64,64"), (256, "64,64"), (256, "128,128"), (512, "128,128")];

    public static int Run(ReadOnlySpan<string> arguments)
    {
        int place = arguments.IndexOf("--seconds");
        double seconds = place >= 0 ? double.Parse(arguments[place + 1], CultureInfo.InvariantCulture) : 3;
        TrainerTimes[] all = [.. Shapes.Select(shape => Measure(shape.Features, shape.Hidden, TimeSpan.FromSeconds(seconds)))];
        Console.WriteLine(arguments.Contains("--json") ? JsonSerializer.Serialize(new { Machine = MachineDescription.Read(), Trainer = all }, Json) : ToMarkdown(all));
        return 0;
    }

    private static TrainerTimes Measure(int features, string hidden, TimeSpan duration)
    {
        using var bench = new TrainerBench(features, hidden);
        return bench.Measure($"{hidden.Replace(',', '-')} over {features} features", duration);
    }

    private static string ToMarkdown(TrainerTimes[] all)
    {
        string[] rows =
        [
            MachineDescription.Read(),
            "",
            "| heads | act, 8 environments | observe | update, 2048 transitions | steps/s, training included |",
            "|---|---|---|---|---|",
            .. all.Select(t => string.Create(
                CultureInfo.InvariantCulture, $"| {t.Heads} | {t.ActMicroseconds:F1} µs | {t.ObserveMicroseconds:F2} µs | {t.UpdateMilliseconds:F1} ms | {t.StepsPerSecond:N0} |")),
        ];
        return string.Join('\n', rows);
    }
}
