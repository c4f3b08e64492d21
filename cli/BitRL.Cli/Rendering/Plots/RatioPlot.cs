namespace BitRL.Cli.Rendering.Plots;

/// <summary>Ratios to a baseline as SVG, on a logarithmic axis around 1: twice as good is as far to the right as half as good is to the left.</summary>
internal static class RatioPlot
{
    private const int Width = 520;
    private const int LabelWidth = 150;
    private const int ValueWidth = 70;
    private const int LabelCharacters = 22;
    private const int RowHeight = 20;
    private const int Top = 26;

    /// <summary>Draws one.</summary>
    /// <param name="title">What is compared.</param>
    /// <param name="rows">At least one.</param>
    /// <param name="range">Lowest and highest ratio of all plots that are read together.</param>
    /// <param name="show">A ratio for people.</param>
    public static string Draw(string title, IReadOnlyList<RatioRow> rows, (double Low, double High) range, Func<double, string> show)
    {
        double bottom = Top + (rows.Count * RowHeight) + 2;
        var svg = new Svg(Width, bottom + 22, $"ratios of {title}");
        svg.Text((LabelWidth, 14), title, style: "class=\"title\"");
        var axis = Axis.AroundFactors(Math.Min(range.Low, 0.5), Math.Max(range.High, 2), LabelWidth, Width - ValueWidth);
        axis.DrawAcross(svg, Top - 2, bottom);
        double one = axis.Place(1);
        svg.Line((one, Top - 6), (one, bottom), "class=\"axis\" stroke-width=\"1.5\"");
        for (int i = 0; i < rows.Count; i++)
        {
            double centre = Top + ((i + 0.5) * RowHeight);
            svg.Label((LabelWidth - 10, centre + 4), rows[i].Label, LabelCharacters, "end", rows[i].IsMeasured ? string.Empty : "class=\"absent\"");
            DrawRow(svg, axis, centre, rows[i], show);
        }

        return svg.ToString();
    }

    private static void DrawRow(Svg svg, Axis axis, double centre, RatioRow row, Func<double, string> show)
    {
        if (!double.IsFinite(row.Ratio))
        {
            svg.Text((axis.Place(1) + 8, centre + 4), "not measured", style: "class=\"absent\"");
            return;
        }

        double at = axis.Place(row.Ratio);
        string ratio = $"{(row.IsMeasured ? show(row.Ratio) : Axis.Label(row.Ratio))}×";
        if (!row.IsMeasured)
        {
            svg.Circle((at, centre), 4.5, "fill=\"none\" class=\"axis\" stroke-width=\"1.5\" stroke-dasharray=\"2 1.5\"", $"{row.Label}: {ratio}");
            svg.Text((axis.End + 8, centre + 4), ratio, style: "class=\"absent\"");
            return;
        }

        svg.Line((axis.Place(1), centre), (at, centre), $"stroke=\"{row.Colour}\" stroke-width=\"3\" opacity=\".45\"");
        if (double.IsFinite(row.Low) && double.IsFinite(row.High))
        {
            foreach (double end in (double[])[row.Low, row.High])
            {
                svg.Line((axis.Place(end), centre - 5), (axis.Place(end), centre + 5), $"stroke=\"{row.Colour}\" opacity=\".7\"");
            }
        }

        svg.Circle((at, centre), 4.5, $"fill=\"{row.Colour}\"", $"{row.Label}: {ratio}");
        svg.Text((axis.End + 8, centre + 4), ratio);
    }
}
