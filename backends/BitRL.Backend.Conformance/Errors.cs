namespace BitRL.Backend.Conformance;

/// <summary>Error measures. A result that is not finite where the oracle is has the error NaN, which no tolerance admits.</summary>
internal static class Errors
{
    /// <summary>Largest |actual − expected| / (largest |expected|), or absolute where all that is expected is 0.</summary>
    public static double RelativeToLargest(ReadOnlySpan<float> actual, ReadOnlySpan<double> expected)
    {
        double largest = 0;
        foreach (double value in expected)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        double error = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            error = Max(error, Math.Abs(actual[i] - expected[i]));
        }

        return largest > 0 ? error / largest : error;
    }

    /// <summary>As <see cref="RelativeToLargest"/>, row by row.</summary>
    public static double RelativeByRow(ReadOnlySpan<float> actual, ReadOnlySpan<double> expected, int width)
    {
        double error = 0;
        for (int start = 0; start < expected.Length; start += width)
        {
            error = Max(error, RelativeToLargest(actual.Slice(start, width), expected.Slice(start, width)));
        }

        return error;
    }

    /// <summary>Maximum that keeps NaN.</summary>
    public static double Max(double first, double second) => Math.Max(first, second);
}
