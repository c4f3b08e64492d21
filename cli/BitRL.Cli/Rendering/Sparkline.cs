namespace BitRL.Cli.Rendering;

/// <summary>A curve in one line of block characters.</summary>
internal static class Sparkline
{
    private const string Levels = "▁▂▃▄▅▆▇█";

    /// <summary>Draws values, averaged down to a width; the lowest is the lowest block and the highest the highest. NaN values are left out.</summary>
    /// <param name="values">In order of time.</param>
    /// <param name="width">Most characters, at least 1.</param>
    public static string Draw(IReadOnlyList<double> values, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        var points = Reduce(values.Where(double.IsFinite).ToList(), width);
        if (points.Count == 0)
        {
            return string.Empty;
        }

        double low = points.Min();
        double range = points.Max() - low;
        return string.Create(points.Count, (points, low, range), static (text, state) =>
        {
            for (int i = 0; i < text.Length; i++)
            {
                double share = state.range > 0 ? (state.points[i] - state.low) / state.range : 0.5;
                text[i] = Levels[(int)Math.Round(share * (Levels.Length - 1))];
            }
        });
    }

    private static IReadOnlyList<double> Reduce(List<double> values, int width)
    {
        if (values.Count <= width)
        {
            return values;
        }

        var reduced = new double[width];
        for (int i = 0; i < width; i++)
        {
            int from = (int)((long)i * values.Count / width);
            int to = (int)((long)(i + 1) * values.Count / width);
            reduced[i] = values.Skip(from).Take(to - from).Average();
        }

        return reduced;
    }
}
