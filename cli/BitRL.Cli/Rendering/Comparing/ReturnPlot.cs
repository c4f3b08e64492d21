using BitRL.Cli.Rendering.Plots;
using BitRL.Experiments.Comparison;

namespace BitRL.Cli.Rendering.Comparing;

/// <summary>Final returns as SVG: a dot for each seed, a bar at their mean.</summary>
internal static class ReturnPlot
{
    public static string Draw(EnvironmentComparison environment, Palette palette)
    {
        var groups = environment.Groups;
        return RowPlot.Draw(
            $"final returns in {environment.Environment}",
            [.. groups.Select(group => (group.Label, group.Finals.AsEnumerable()))],
            (svg, row, axis, centre) =>
            {
                string colour = palette.Of(groups[row].Label);
                foreach (var run in groups[row].Runs.Where(run => run.IsFinished))
                {
                    svg.Circle((axis.Place(run.FinalReturn), centre), 4, $"fill=\"{colour}\" opacity=\".55\"", $"seed {run.Configuration.Seed}: {Numbers.Fixed(run.FinalReturn, 3)}");
                }

                if (double.IsFinite(groups[row].Mean))
                {
                    double mean = axis.Place(groups[row].Mean);
                    svg.Line((mean, centre - 8), (mean, centre + 8), $"stroke=\"{colour}\" stroke-width=\"2.5\"");
                }
            },
            environment.RandomReturn is { } random ? ("random policy", random) : null);
    }
}
