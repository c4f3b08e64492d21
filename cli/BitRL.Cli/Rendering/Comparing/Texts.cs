using BitRL.Experiments.Comparison;

namespace BitRL.Cli.Rendering.Comparing;

/// <summary>Figures of a comparison in words, the same in the terminal and in the report.</summary>
internal static class Texts
{
    private const double Small = 10;

    /// <summary>Mean ± deviation, or the mean alone where there is one run.</summary>
    public static string Return(RunGroup group) => double.IsFinite(group.Deviation)
        ? $"{Return(group.Mean)} ± {Numbers.Fixed(group.Deviation, Decimals(group.Mean))}"
        : Return(group.Mean);

    /// <summary>A return, to a tenth; small ones (successes are from 0 to 1) to a thousandth.</summary>
    public static string Return(double value) => Numbers.Fixed(value, Decimals(value));

    /// <summary>A figure with its interval.</summary>
    public static string Interval(Estimate? estimate) => estimate switch
    {
        null => "–",
        { HasInterval: true } known => $"{Numbers.Fixed(known.Value, 3)} [{End(known.Low)}, {End(known.High)}]",
        { } known => Numbers.Fixed(known.Value, 3),
    };

    /// <summary>Finished of all.</summary>
    public static string Seeds(RunGroup group) => group.Finals.Length == group.Runs.Length ? $"{group.Finals.Length}" : $"{group.Finals.Length} of {group.Runs.Length}";

    /// <summary>Median steps a second of the finished runs.</summary>
    public static string Speed(RunGroup group) => Numbers.Count(Median(group, run => run.StepsPerSecond));

    /// <summary>Median peak memory of the finished runs, in MiB.</summary>
    public static string Memory(RunGroup group) => Numbers.Count(Median(group, run => run.PeakMemoryMb));

    /// <summary>What the curves are.</summary>
    public static string Curves(EnvironmentComparison environment) => environment.CurvesAreGreedy ? "greedy evaluations during training" : "training episodes, mean of the last 100";

    private static int Decimals(double value) => Math.Abs(value) < Small ? 3 : 1;

    private static string End(double value) => double.IsFinite(value) ? Numbers.Fixed(value, 3) : "∞";

    private static double Median(RunGroup group, Func<RecordedRun, double> figure)
    {
        double[] sorted = [.. group.Runs.Where(run => run.IsFinished).Select(figure).Where(double.IsFinite).Order()];
        return sorted.Length == 0 ? double.NaN : Statistics.Quantile(sorted, 0.5);
    }
}
