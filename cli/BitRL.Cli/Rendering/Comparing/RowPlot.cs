using System.Net;
using System.Text;

namespace BitRL.Cli.Rendering.Comparing;

/// <summary>What plots with a row for each group have in common: labels to the left, an axis below.</summary>
internal static class RowPlot
{
    private const int Width = 440;
    private const int LabelWidth = 150;
    private const int RowHeight = 24;

    /// <summary>Draws one.</summary>
    /// <param name="rows">Label and the values that must fit, by row.</param>
    /// <param name="mark">Appends what a row shows: row, axis, vertical centre.</param>
    /// <param name="reference">A value that gets a line of its own, or null.</param>
    public static string Draw(IReadOnlyList<(string Label, IEnumerable<double> Values)> rows, Action<StringBuilder, int, Axis, double> mark, double? reference)
    {
        double[] values = [.. rows.SelectMany(row => row.Values).Where(double.IsFinite), .. reference is { } known ? [known] : Array.Empty<double>()];
        int bottom = (rows.Count * RowHeight) + 8;
        var svg = new StringBuilder($"<svg viewBox=\"0 0 {Width} {bottom + 22}\" width=\"{Width}\" role=\"img\">");
        if (values.Length == 0)
        {
            return svg.Append("</svg>").ToString();
        }

        var axis = Axis.Around(values.Min(), values.Max(), LabelWidth, Width - 16);
        axis.AppendAcross(svg, 4, bottom);
        if (reference is { } line)
        {
            svg.Append($"<line class=\"axis\" stroke-dasharray=\"4 3\" x1=\"{axis.At(line)}\" x2=\"{axis.At(line)}\" y1=\"4\" y2=\"{bottom}\"/>");
        }

        for (int i = 0; i < rows.Count; i++)
        {
            double centre = 4 + ((i + 0.5) * RowHeight);
            string label = rows[i].Label.Length > 22 ? rows[i].Label[..21] + "…" : rows[i].Label;
            svg.Append($"<text x=\"{LabelWidth - 10}\" y=\"{Axis.Number(centre + 4)}\" text-anchor=\"end\">{WebUtility.HtmlEncode(label)}<title>{WebUtility.HtmlEncode(rows[i].Label)}</title></text>");
            mark(svg, i, axis, centre);
        }

        return svg.Append("</svg>").ToString();
    }
}
