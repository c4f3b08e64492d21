namespace BitRL.Cli.Rendering.Plots;

/// <summary>What plots with a row for each group have in common: labels to the left, an axis below, a value that all are held against.</summary>
internal static class RowPlot
{
    private const int Width = 440;
    private const int LabelWidth = 150;
    private const int LabelCharacters = 22;
    private const int RowHeight = 24;
    private const int Top = 20;

    // A reference so far away that the rows would lie in less of the axis than this is told at its edge instead.
    private const double LeastShare = 0.3;

    /// <summary>Draws one.</summary>
    /// <param name="description">What it shows.</param>
    /// <param name="rows">Label and the values that must fit, by row.</param>
    /// <param name="mark">Draws what a row shows: row, axis, vertical centre.</param>
    /// <param name="reference">A value that gets a line of its own with its name, or null.</param>
    public static string Draw(string description, IReadOnlyList<(string Label, IEnumerable<double> Values)> rows, Action<Svg, int, Axis, double> mark, (string Name, double Value)? reference)
    {
        int bottom = Top + (rows.Count * RowHeight) + 4;
        var svg = new Svg(Width, bottom + 22, description);
        double[] values = [.. rows.SelectMany(row => row.Values).Where(double.IsFinite)];
        if (values.Length == 0)
        {
            svg.Text((LabelWidth, Top), "no run has ended", style: "class=\"absent\"");
            return svg.ToString();
        }

        bool isNear = reference is { } near && IsNear(near.Value, values.Min(), values.Max());
        var axis = Axis.Around(
            isNear ? Math.Min(values.Min(), reference!.Value.Value) : values.Min(),
            isNear ? Math.Max(values.Max(), reference!.Value.Value) : values.Max(),
            LabelWidth,
            Width - 16);
        axis.DrawAcross(svg, Top, bottom);
        if (reference is { } known)
        {
            DrawReference(svg, axis, bottom, known, isNear);
        }

        for (int i = 0; i < rows.Count; i++)
        {
            double centre = Top + ((i + 0.5) * RowHeight);
            svg.Label((LabelWidth - 10, centre + 4), rows[i].Label, LabelCharacters, "end");
            mark(svg, i, axis, centre);
        }

        return svg.ToString();
    }

    private static bool IsNear(double reference, double low, double high)
    {
        double all = Math.Max(high, reference) - Math.Min(low, reference);
        return all == 0 || (high - low) / all >= LeastShare;
    }

    private static void DrawReference(Svg svg, Axis axis, double bottom, (string Name, double Value) reference, bool isNear)
    {
        if (isNear)
        {
            double at = axis.Place(reference.Value);
            svg.Line((at, Top - 4), (at, bottom), "class=\"axis\" stroke-dasharray=\"4 3\"");

            // Beside the edges of the picture the name is not centred, so that it stays within.
            string anchor = at > axis.End - 60 ? "end" : at < axis.Start + 60 ? "start" : "middle";
            svg.Text((at, Top - 8), reference.Name, anchor, "class=\"tick\"");
            return;
        }

        bool isLeft = reference.Value < axis.From;
        string value = Axis.Label(Numbers.Round(reference.Value, 3));
        svg.Text((isLeft ? axis.Start : axis.End, Top - 8), isLeft ? $"← {reference.Name} {value}" : $"{reference.Name} {value} →", isLeft ? "start" : "end", "class=\"tick\"");
    }
}
