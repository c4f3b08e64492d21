using BitRL.Experiments.Comparison;

namespace BitRL.Cli.Rendering.Comparing;

/// <summary>Final returns as SVG: a dot for each seed, a bar at their mean.</summary>
internal static class ReturnPlot
{
    public static string Draw(EnvironmentComparison environment, Palette palette)
    {
        var groups = environment.Groups;
        return RowPlot.Draw(
            [.. groups.Select(group => (group.Label, group.Finals.AsEnumerable()))],
            (svg, row, axis, centre) =>
            {
                string colour = palette.Of(groups[row].Label);
                string y = Axis.Number(centre);
                foreach (var run in groups[row].Runs.Where(run => run.IsFinished))
                {
                    svg.Append($"<circle cx=\"{axis.At(run.FinalReturn)}\" cy=\"{y}\" r=\"4\" fill=\"{colour}\" opacity=\".55\"><title>seed {run.Configuration.Seed}: {Numbers.Fixed(run.FinalReturn, 2)}</title></circle>");
                }

                if (double.IsFinite(groups[row].Mean))
                {
                    string x = axis.At(groups[row].Mean);
                    svg.Append($"<line x1=\"{x}\" x2=\"{x}\" y1=\"{Axis.Number(centre - 8)}\" y2=\"{Axis.Number(centre + 8)}\" stroke=\"{colour}\" stroke-width=\"2.5\"/>");
                }
            },
            environment.RandomReturn);
    }
}
