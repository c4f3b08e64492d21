using System.Net;
using System.Text;
using BitRL.Experiments.Comparison;

namespace BitRL.Cli.Rendering.Comparing;

/// <summary>Learning curves as SVG: a line for each group, a band from its lowest to its highest run.</summary>
internal static class CurvePlot
{
    private const int Width = 620;
    private const int PlotHeight = 300;
    private const int LegendLine = 18;

    public static string Draw(EnvironmentComparison environment, CurveRange range, Palette palette)
    {
        var groups = environment.Groups.Where(group => !group.Curve.IsEmpty).ToList();
        var across = new Axis(range.Steps.From, Math.Max(range.Steps.To, 1), 56, Width - 14);
        var up = Axis.Around(range.Returns.From, range.Returns.To, PlotHeight - 26, 10);
        int legendRows = (groups.Count + 2) / 3;
        var svg = new StringBuilder($"<svg viewBox=\"0 0 {Width} {PlotHeight + 12 + (legendRows * LegendLine)}\" width=\"{Width}\" role=\"img\" aria-label=\"learning curves\">");
        up.AppendUp(svg, across.Start, across.End);
        across.AppendAcross(svg, up.End, up.Start);
        foreach (var group in groups.Where(group => group.Curve.Steps.Length > 1))
        {
            var curve = group.Curve;
            var there = curve.Steps.Select((steps, i) => $"{across.At(steps)},{up.At(curve.High[i])}");
            var back = curve.Steps.Select((steps, i) => $"{across.At(steps)},{up.At(curve.Low[i])}").Reverse();
            svg.Append($"<polygon points=\"{string.Join(' ', there.Concat(back))}\" fill=\"{palette.Of(group.Label)}\" opacity=\".13\"/>");
        }

        foreach (var group in groups)
        {
            var curve = group.Curve;
            string points = string.Join(' ', curve.Steps.Select((steps, i) => $"{across.At(steps)},{up.At(curve.Mean[i])}"));
            svg.Append($"<polyline points=\"{points}\" fill=\"none\" stroke=\"{palette.Of(group.Label)}\" stroke-width=\"2\" stroke-linejoin=\"round\"><title>{WebUtility.HtmlEncode(group.Label)}</title></polyline>");
        }

        AppendLegend(svg, groups, palette);
        return svg.Append("</svg>").ToString();
    }

    private static void AppendLegend(StringBuilder svg, List<RunGroup> groups, Palette palette)
    {
        for (int i = 0; i < groups.Count; i++)
        {
            int x = 56 + (i % 3 * 185);
            int y = PlotHeight + 14 + (i / 3 * LegendLine);
            string label = groups[i].Label.Length > 24 ? groups[i].Label[..23] + "…" : groups[i].Label;
            svg.Append($"<rect x=\"{x}\" y=\"{y - 9}\" width=\"14\" height=\"4\" fill=\"{palette.Of(groups[i].Label)}\"/><text x=\"{x + 20}\" y=\"{y - 3}\">{WebUtility.HtmlEncode(label)}</text>");
        }
    }
}
