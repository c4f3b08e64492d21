using BitRL.Agent.Training;
using BitRL.Contracts.Environments;
using Spectre.Console;

namespace BitRL.Cli.Rendering;

/// <summary>What a run came to, for people.</summary>
internal static class RunReport
{
    private const int MostCurve = 60;

    public static void Write(Terminal terminal, RunResult result, EnvironmentDescriptor environment, IReadOnlyList<double> curve)
    {
        terminal.Results.WriteLine();
        terminal.Results.WriteLine(Headline(result, environment), new Style(decoration: Decoration.Bold));
        if (Numbers.Measures(result.EvalMeasures) is { } measures)
        {
            terminal.Results.WriteLine(measures, new Style(decoration: Decoration.Bold));
        }

        var facts = new List<(string, string)>
        {
            ("training", $"{Numbers.Count(result.Steps)} steps in {Numbers.Duration(TimeSpan.FromSeconds(result.TrainingSeconds))}, {Numbers.Count(result.StepsPerSecond)} steps/s, {Numbers.Count(result.Episodes)} episodes"),
        };
        var finite = curve.Where(double.IsFinite).ToList();
        if (finite.Count > 1)
        {
            facts.Add(("curve", $"{Sparkline.Draw(finite, MostCurve)}  {Numbers.Fixed(finite[0], 1)} → {Numbers.Fixed(finite[^1], 1)} (mean training return, last 100 episodes)"));
        }

        facts.Add(("evaluation", $"returns {Numbers.Fixed(result.EvalReturnMin, 1)} to {Numbers.Fixed(result.EvalReturnMax, 1)}, {Numbers.Fixed(result.EvalLengthMean, 1)} steps an episode"));
        facts.Add(("encoder", result.Model is null
            ? "raw observations"
            : $"{result.Model} on {result.Backend}: {Numbers.Fixed(result.TokensPerStep, 1)} tokens a step, {Numbers.Percent(result.MemoHitRate)} from the memo, "
                + $"{Numbers.Milliseconds(result.EncodeMsP50)} for {result.EncodeBatch} states (99th percentile {Numbers.Milliseconds(result.EncodeMsP99)})"));
        if (result.CriticBackend is { } critic)
        {
            facts.Add(("critic", result.CriticModel is null ? "raw observations" : $"{result.CriticModel} on {critic}; tokens and memo above count both encoders"));
        }

        facts.Add(("memory", $"{Numbers.Count(result.PeakRssMb)} MiB at most"));
        if (result.Folder is { } folder)
        {
            facts.Add(("folder", folder));
            facts.Add(("next", $"bitrl eval {Shown(folder)}"));
        }

        terminal.Results.Write(Tables.Facts([.. facts]));
    }

    private static string Headline(RunResult result, EnvironmentDescriptor environment)
    {
        string value = $"greedy return {Numbers.Fixed(result.EvalReturnMean, 1)} ± {Numbers.Fixed(result.EvalReturnStd, 1)} over {result.EvalEpisodes} episodes";
        return environment.RewardThreshold is not { } threshold
            ? $"{result.Environment}: {value}"
            : result.EvalReturnMean >= threshold
                ? $"{result.Environment} solved: {value} (threshold {threshold})"
                : $"{result.Environment} not solved yet: {value} (threshold {threshold}; try more --steps)";
    }

    private static string Shown(string folder)
    {
        string relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), folder);
        return relative.StartsWith("..", StringComparison.Ordinal) ? folder : relative;
    }
}
