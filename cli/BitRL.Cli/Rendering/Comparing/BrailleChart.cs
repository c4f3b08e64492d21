using BitRL.Experiments.Comparison;

namespace BitRL.Cli.Rendering.Comparing;

/// <summary>A curve drawn with the dots of braille characters, two by four a character.</summary>
internal static class BrailleChart
{
    private const int Blank = 0x2800;

    // Bit of the dot in column x, row y of a character, counted from its upper left.
    private static readonly int[,] Bits = { { 0x01, 0x02, 0x04, 0x40 }, { 0x08, 0x10, 0x20, 0x80 } };

    /// <summary>Draws the mean of a curve.</summary>
    /// <param name="curve">The curve; none gives blank lines.</param>
    /// <param name="width">Characters across, at least 1.</param>
    /// <param name="height">Lines, at least 1.</param>
    /// <param name="steps">Steps at the left and right edge.</param>
    /// <param name="returns">Returns at the lower and upper edge.</param>
    /// <returns>The lines, the upper first, each of that width.</returns>
    public static string[] Draw(MeanCurve curve, int width, int height, (double From, double To) steps, (double From, double To) returns)
    {
        var cells = new int[height, width];
        int? before = null;
        for (int x = 0; x < width * 2 && !curve.IsEmpty; x++)
        {
            double at = steps.From + ((steps.To - steps.From) * x / Math.Max(1, (width * 2) - 1));
            if (Value(curve, at) is not { } value)
            {
                before = null;
                continue;
            }

            int y = Row(value, height * 4, returns);

            // A steep piece is a column of dots from the last point to this one.
            for (int dot = Math.Min(y, before ?? y); dot <= Math.Max(y, before ?? y); dot++)
            {
                cells[dot / 4, x / 2] |= Bits[x % 2, dot % 4];
            }

            before = y;
        }

        return [.. Enumerable.Range(0, height).Select(line => string.Concat(Enumerable.Range(0, width).Select(column => (char)(Blank + cells[line, column]))))];
    }

    private static int Row(double value, int rows, (double From, double To) returns)
    {
        double share = returns.To > returns.From ? (value - returns.From) / (returns.To - returns.From) : 0.5;
        return (int)Math.Round((1 - Math.Clamp(share, 0, 1)) * (rows - 1));
    }

    /// <summary>The curve at a number of steps, or null beyond its ends.</summary>
    private static double? Value(MeanCurve curve, double at)
    {
        int after = 0;
        while (after < curve.Steps.Length && curve.Steps[after] < at)
        {
            after++;
        }

        if (after == curve.Steps.Length || (after == 0 && curve.Steps[0] > at))
        {
            return null;
        }

        if (after == 0)
        {
            return curve.Mean[0];
        }

        double share = (at - curve.Steps[after - 1]) / (curve.Steps[after] - curve.Steps[after - 1]);
        return curve.Mean[after - 1] + (share * (curve.Mean[after] - curve.Mean[after - 1]));
    }
}
