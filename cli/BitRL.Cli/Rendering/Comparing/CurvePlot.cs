using BitRL.Cli.Rendering.Plots;
using BitRL.Experiments.Comparison;

namespace BitRL.Cli.Rendering.Comparing;

/// <summary>Learning curves as SVG: all means in one picture, or one group by itself with its seeds and the others' means behind it.</summary>
/// <param name="environment">Whose curves.</param>
/// <param name="range">The axes that all of them share.</param>
/// <param name="palette">Colours of the groups.</param>
internal sealed class CurvePlot(EnvironmentComparison environment, CurveRange range, Palette palette)
{
    /// <summary>More bands than this hide each other; then they stand in <see cref="DrawAlone"/> only.</summary>
    public const int MostBands = 3;

    private const int Width = 620;
    private const int Height = 300;
    private const int PanelWidth = 260;
    private const int PanelHeight = 170;
    private const int LegendLine = 18;
    private const int LegendColumns = 3;
    private const int LegendCharacters = 24;

    private readonly RunGroup[] _groups = [.. environment.Groups.Where(group => !group.Curve.IsEmpty)];

    /// <summary>The groups that have a curve.</summary>
    public IReadOnlyList<RunGroup> Groups => _groups;

    /// <summary>All means; with their bands where they are few.</summary>
    public string DrawAll()
    {
        double legend = Height + 24;
        var svg = new Svg(Width, legend + ((_groups.Length + LegendColumns - 1) / LegendColumns * LegendLine), $"learning curves in {environment.Environment}");
        var (across, up) = DrawAxes(svg, Width, Height, left: 56);
        svg.Text(((across.Start + across.End) / 2, Height + 8), "environment steps", "middle", "class=\"tick\"");
        svg.Text((0, 0), "return", "middle", $"class=\"tick\" transform=\"translate(12 {Svg.Number((up.Start + up.End) / 2)}) rotate(-90)\"");
        foreach (var group in _groups.Where(_ => _groups.Length <= MostBands))
        {
            DrawBand(svg, group, across, up);
        }

        foreach (var group in _groups)
        {
            DrawMean(svg, group, across, up, $"stroke=\"{palette.Of(group.Label)}\" stroke-width=\"2\"");
        }

        DrawLegend(svg, legend);
        return svg.ToString();
    }

    /// <summary>One group: each of its seeds, their band and mean.</summary>
    public string DrawAlone(RunGroup shown)
    {
        var svg = new Svg(PanelWidth, PanelHeight + 4, $"learning curves of {shown.Label} in {environment.Environment}");
        var (across, up) = DrawAxes(svg, PanelWidth, PanelHeight, left: 46);
        foreach (var group in _groups.Where(group => group.Label != shown.Label))
        {
            DrawMean(svg, group, across, up, "class=\"context\"");
        }

        string colour = palette.Of(shown.Label);
        DrawBand(svg, shown, across, up);
        foreach (var run in shown.Runs)
        {
            var points = environment.CurvesAreGreedy ? run.Evaluations : run.Training;
            svg.Curve(points.Select(point => (across.Place(point.Steps), up.Place(point.Return))), $"stroke=\"{colour}\" stroke-width=\"1\" opacity=\".55\"", $"seed {run.Configuration.Seed}");
        }

        DrawMean(svg, shown, across, up, $"stroke=\"{colour}\" stroke-width=\"2.5\"");
        return svg.ToString();
    }

    private (Axis Across, Axis Up) DrawAxes(Svg svg, int width, int height, int left)
    {
        var across = new Axis(range.Steps.From, Math.Max(range.Steps.To, 1), left, width - 14);
        var up = Axis.Around(range.Returns.From, range.Returns.To, height - 26, 10);
        up.DrawUp(svg, across.Start, across.End);
        across.DrawAcross(svg, up.End, up.Start);
        return (across, up);
    }

    private static void DrawMean(Svg svg, RunGroup group, Axis across, Axis up, string style)
    {
        var curve = group.Curve;
        if (curve.Steps.Length == 1)
        {
            svg.Circle((across.Place(curve.Steps[0]), up.Place(curve.Mean[0])), 3, $"fill=\"none\" {style}", group.Label);
            return;
        }

        svg.Curve(curve.Steps.Select((steps, i) => (across.Place(steps), up.Place(curve.Mean[i]))), style, group.Label);
    }

    private void DrawBand(Svg svg, RunGroup group, Axis across, Axis up)
    {
        var curve = group.Curve;
        var there = curve.Steps.Select((steps, i) => (across.Place(steps), up.Place(curve.High[i])));
        var back = curve.Steps.Select((steps, i) => (across.Place(steps), up.Place(curve.Low[i]))).Reverse();
        svg.Area(there.Concat(back), $"fill=\"{palette.Of(group.Label)}\" opacity=\".16\"");
    }

    private void DrawLegend(Svg svg, double top)
    {
        for (int i = 0; i < _groups.Length; i++)
        {
            double x = 56 + (i % LegendColumns * 185);
            double y = top + (i / LegendColumns * LegendLine);
            svg.Rectangle((x, y), 14, 4, $"fill=\"{palette.Of(_groups[i].Label)}\"");
            svg.Label((x + 20, y + 6), _groups[i].Label, LegendCharacters);
        }
    }
}
