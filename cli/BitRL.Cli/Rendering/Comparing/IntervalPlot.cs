using BitRL.Experiments.Comparison;

namespace BitRL.Cli.Rendering.Comparing;

/// <summary>Figures with their intervals as SVG: a dot on a bar for each label.</summary>
internal static class IntervalPlot
{
    public static string Draw(IReadOnlyList<(string Label, Estimate Estimate)> rows, double reference, Palette palette) => RowPlot.Draw(
        [.. rows.Select(row => (row.Label, (IEnumerable<double>)[row.Estimate.Value, row.Estimate.Low, row.Estimate.High]))],
        (svg, i, axis, centre) =>
        {
            var (label, estimate) = rows[i];
            string y = Axis.Number(centre);
            if (double.IsFinite(estimate.Low))
            {
                // An end that is not finite reaches the edge of the plot.
                svg.Append($"<line x1=\"{axis.At(estimate.Low)}\" x2=\"{axis.At(estimate.High)}\" y1=\"{y}\" y2=\"{y}\" stroke=\"{palette.Of(label)}\" stroke-width=\"3\" opacity=\".6\"/>");
            }

            svg.Append($"<circle cx=\"{axis.At(estimate.Value)}\" cy=\"{y}\" r=\"5\" fill=\"{palette.Of(label)}\"><title>{Texts.Interval(estimate)}</title></circle>");
        },
        reference);
}
