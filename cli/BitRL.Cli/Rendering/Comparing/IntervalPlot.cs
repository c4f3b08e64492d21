using BitRL.Cli.Rendering.Plots;
using BitRL.Experiments.Comparison;

namespace BitRL.Cli.Rendering.Comparing;

/// <summary>Ratios with their intervals as SVG: a dot on a bar for each label, held against 1.</summary>
internal static class IntervalPlot
{
    public static string Draw(string baseline, IReadOnlyList<(string Label, Estimate Estimate)> rows, Palette palette) => RowPlot.Draw(
        $"ratios to {baseline}",
        [.. rows.Select(row => (row.Label, (IEnumerable<double>)[row.Estimate.Value, row.Estimate.Low, row.Estimate.High]))],
        (svg, i, axis, centre) =>
        {
            var (label, estimate) = rows[i];
            string colour = palette.Of(label);
            if (!double.IsNaN(estimate.Low) && !double.IsNaN(estimate.High))
            {
                // An end that is not finite reaches the edge of the plot.
                svg.Line((axis.Place(estimate.Low), centre), (axis.Place(estimate.High), centre), $"stroke=\"{colour}\" stroke-width=\"3\" opacity=\".6\"");
            }

            svg.Circle((axis.Place(estimate.Value), centre), 5, $"fill=\"{colour}\"", Texts.Interval(estimate));
        },
        (baseline, 1));
}
