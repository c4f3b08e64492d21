using BitRL.Cli.Benchmarks.Backends;
using BitRL.Cli.Rendering.Plots;

namespace BitRL.Cli.Rendering.BackendComparing;

/// <summary>The plots of a comparison of backends.</summary>
/// <param name="comparison">What was measured.</param>
internal sealed class BackendPlots(BackendComparison comparison)
{
    private const int Wide = 1060;
    private const int Narrow = 520;
    private const string ClaimLabel = "claimed, not measured";
    private readonly Palette _palette = new(comparison.Rows.Select(row => row.Request.Label));

    /// <summary>The colour of a backend in all plots.</summary>
    public string ColourOf(BackendRow row) => _palette.Of(row.Request.Label);

    /// <summary>Whether any backend has a value.</summary>
    public bool Has(Figure figure) => comparison.Rows.Any(row => double.IsFinite(row.Median(figure)));

    /// <summary>Cold, prefix cached, remembered.</summary>
    public string Times() => Draw(
        "milliseconds from a state to its action", Wide, "ms", ("cold", Figure.ColdMedian, Figure.ColdTail), ("prefix", Figure.PrefixMedian, Figure.PrefixTail), ("memo", Figure.MemoMedian, Figure.MemoTail));

    /// <summary>Weights and the whole process.</summary>
    public string Memory() => Draw("memory in MiB", Narrow, "MiB", ("weights", Figure.Weights, null), ("peak", Figure.PeakMemory, null));

    /// <summary>Batches and training.</summary>
    public string Speed() => Draw("states and training steps a second", Narrow, "a second", ("states", Figure.States, null), ("train", Figure.Training, null));

    /// <summary>Joules.</summary>
    public string Energy() => Draw("joules for 1,000 states", Narrow, "J for 1,000 states", (string.Empty, Figure.Energy, null));

    /// <summary>A plot for each figure that has ratios to the baseline, all with the same axis; none without the baseline.</summary>
    public IEnumerable<string> Ratios()
    {
        Figure[] figures = [.. Figure.All.Where(figure => figure.ShowsRatio && Others().Any(row => double.IsFinite(comparison.Ratio(row, figure))))];
        double[] all = [.. figures.SelectMany(RatioRows).SelectMany(row => (double[])[row.Ratio, row.Low, row.High]).Where(double.IsFinite)];
        return figures.Select(figure => RatioPlot.Draw(figure.Words, [.. RatioRows(figure)], (all.Min(), all.Max()), Figure.ShowRatio));
    }

    private IEnumerable<BackendRow> Others() => comparison.BaselineRow is { } baseline ? comparison.Rows.Where(row => row.IsMeasured && row != baseline) : [];

    private IEnumerable<RatioRow> RatioRows(Figure figure)
    {
        var measured = Others().Select(row =>
        {
            var (low, high) = comparison.RatioRange(row, figure);
            return new RatioRow(row.Request.Label, ColourOf(row), comparison.Ratio(row, figure), low, high, IsMeasured: true);
        });
        return figure.Claimed is { } claim ? measured.Append(new RatioRow(ClaimLabel, string.Empty, claim, double.NaN, double.NaN, IsMeasured: false)) : measured;
    }

    private string Draw(string description, int width, string unit, params (string Label, Figure Median, Figure? Tail)[] figures) => MeasurePlot.Draw(
        description,
        width,
        unit,
        [.. comparison.Rows.Select(row => new MeasureGroup(
            row.Request.Label,
            ColourOf(row),
            row.IsMeasured
                ? [.. figures.Select(figure => new MeasureRow(figure.Label, row.Median(figure.Median), figure.Tail is { } tail ? row.Median(tail) : double.NaN, row.Values(figure.Median), row.Missing(figure.Median)))]
                : [new MeasureRow(string.Empty, double.NaN, double.NaN, [], $"{row.State}: {row.Failure?.Reason}")]))],
        Figure.Show);
}
