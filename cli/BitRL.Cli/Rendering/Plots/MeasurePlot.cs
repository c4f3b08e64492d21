namespace BitRL.Cli.Rendering.Plots;

/// <summary>
/// Measured values as SVG, a row each, subject by subject: bars from zero where the values are of one size, otherwise marks on a logarithmic axis. A value that
/// was not measured keeps its row and says why.
/// </summary>
internal static class MeasurePlot
{
    private const int PartWidth = 54;
    private const int ValueWidth = 66;
    private const int TailWidth = 84;
    private const int LabelCharacters = 22;
    private const int RowHeight = 17;
    private const int GroupGap = 9;
    private const int Top = 6;

    // Bars that differ more than this do not show the small ones.
    private const double MostOnABar = 12;

    // On the average and in pixels: of labels, and of the small italic letters.
    private const double LabelCharacterWidth = 6.8;
    private const double CharacterWidth = 5.6;

    /// <summary>Draws one.</summary>
    /// <param name="description">What it shows.</param>
    /// <param name="width">Of the picture, in pixels.</param>
    /// <param name="unit">Beside the axis.</param>
    /// <param name="groups">By subject.</param>
    /// <param name="show">A value for people.</param>
    public static string Draw(string description, int width, string unit, IReadOnlyList<MeasureGroup> groups, Func<double, string> show)
    {
        double bottom = Top + groups.Sum(group => (group.Rows.Count * RowHeight) + GroupGap);
        var svg = new Svg(width, bottom + 36, description);
        double labels = (Math.Min(groups.Max(group => group.Label.Length), LabelCharacters) * LabelCharacterWidth) + 16;
        double left = labels + (groups.Any(group => group.Rows.Count > 1) ? PartWidth : 0);
        double right = width - ValueWidth - (groups.SelectMany(group => group.Rows).Any(row => double.IsFinite(row.Tail)) ? TailWidth : 0);
        var axis = MakeAxis(groups, left, right);
        axis.DrawAcross(svg, Top, bottom);
        svg.Text(((left + right) / 2, bottom + 31), axis.IsLogarithmic ? $"{unit}, logarithmic" : unit, "middle", "class=\"tick\"");
        double top = Top + (GroupGap / 2.0);
        foreach (var group in groups)
        {
            svg.Label((labels - 8, top + (group.Rows.Count * RowHeight / 2.0) + 4), group.Label, LabelCharacters, "end");
            for (int i = 0; i < group.Rows.Count; i++)
            {
                double centre = top + ((i + 0.5) * RowHeight);
                svg.Text((left - 8, centre + 4), group.Rows[i].Label, "end", "class=\"tick\"");
                DrawRow(svg, axis, (centre, width), group, i, show);
            }

            top += (group.Rows.Count * RowHeight) + GroupGap;
        }

        return svg.ToString();
    }

    private static Axis MakeAxis(IReadOnlyList<MeasureGroup> groups, double start, double end)
    {
        double[] values = [.. groups.SelectMany(group => group.Rows).SelectMany(row => (double[])[row.Value, row.Tail]).Where(double.IsFinite)];
        if (values.Length == 0)
        {
            return new Axis(0, 1, start, end);
        }

        return values.Min() > 0 && values.Max() / values.Min() > MostOnABar
            ? Axis.AroundFactors(values.Min(), values.Max(), start, end)
            : new Axis(0, values.Max() > 0 ? values.Max() * 1.05 : 1, start, end);
    }

    private static void DrawRow(Svg svg, Axis axis, (double Centre, double Width) place, MeasureGroup group, int part, Func<double, string> show)
    {
        var row = group.Rows[part];
        double centre = place.Centre;
        if (!double.IsFinite(row.Value))
        {
            int room = (int)((place.Width - axis.Start) / CharacterWidth);
            svg.Label((axis.Start + 4, centre + 4), $"not measured, because {row.Missing ?? "nothing said why"}", room, style: "class=\"absent\"");
            return;
        }

        double at = axis.Place(row.Value);
        string words = $"{group.Label} {row.Label}: {show(row.Value)}{(double.IsFinite(row.Tail) ? $", 99th percentile {show(row.Tail)}" : string.Empty)}";
        if (!axis.IsLogarithmic)
        {
            svg.Rectangle((axis.Start, centre - 5), at - axis.Start, 10, $"fill=\"{group.Colour}\" opacity=\"{Svg.Number(1 - (0.35 * part))}\"", words);
        }

        if (double.IsFinite(row.Tail))
        {
            double tail = axis.Place(row.Tail);
            svg.Line((at, centre), (tail, centre), $"stroke=\"{group.Colour}\" stroke-width=\"2\" opacity=\".5\"");
            svg.Line((tail, centre - 4), (tail, centre + 4), $"stroke=\"{group.Colour}\" stroke-width=\"2\"");
        }

        foreach (double round in row.Rounds.Where(_ => row.Rounds.Count > 1))
        {
            double stroke = axis.Place(round);
            svg.Line((stroke, centre - 6), (stroke, centre + 6), $"stroke=\"{(axis.IsLogarithmic ? group.Colour : "var(--ink)")}\" opacity=\".6\"");
        }

        if (axis.IsLogarithmic)
        {
            DrawMark(svg, (at, centre), part, group.Colour, words);
        }

        svg.Text((axis.End + 8, centre + 4), show(row.Value) + (double.IsFinite(row.Tail) ? $"  (p99 {show(row.Tail)})" : string.Empty), style: "class=\"tick\"");
    }

    // A shape for each place in a group, so that they are told apart without colours.
    private static void DrawMark(Svg svg, (double X, double Y) centre, int part, string colour, string words)
    {
        var (x, y) = centre;
        const double R = 5;
        string style = $"fill=\"{colour}\"";
        switch (part % 3)
        {
            case 0:
                svg.Circle(centre, R - 0.5, style, words);
                break;
            case 1:
                svg.Area([(x, y - R), (x + R, y), (x, y + R), (x - R, y)], style, words);
                break;
            default:
                svg.Area([(x, y - R), (x + R, y + 4), (x - R, y + 4)], style, words);
                break;
        }
    }
}
