namespace BitRL.Backend.Conformance.Oracle;

/// <summary>RMSNorm and quantisation in float64.</summary>
internal static class NormOracle
{
    public const double QuantizationFloor = 1e-5;

    /// <summary>x / √(mean x² + epsilon) · weight.</summary>
    public static double[] Normalize(ReadOnlySpan<float> row, ReadOnlySpan<float> weight, float epsilon)
    {
        double sum = 0;
        foreach (float value in row)
        {
            sum += (double)value * value;
        }

        double[] result = new double[row.Length];
        for (int i = 0; i < row.Length; i++)
        {
            result[i] = row[i] / Math.Sqrt((sum / row.Length) + epsilon) * weight[i];
        }

        return result;
    }

    /// <summary>max(1e-5, max|x|) / 127.</summary>
    public static double Step(ReadOnlySpan<double> row)
    {
        double largest = QuantizationFloor;
        foreach (double value in row)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return largest / 127;
    }
}
