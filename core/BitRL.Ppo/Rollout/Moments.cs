namespace BitRL.Ppo.Rollout;

/// <summary>Mean and population standard deviation of some numbers.</summary>
internal readonly record struct Moments(double Mean, double Deviation)
{
    public static Moments Of(ReadOnlySpan<float> values)
    {
        double mean = 0;
        foreach (float value in values)
        {
            mean += value;
        }

        mean /= values.Length;
        double squares = 0;
        foreach (float value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return new Moments(mean, Math.Sqrt(squares / values.Length));
    }

    /// <summary>How much of the variance of the returns the values explain: 1 for all, 0 for as much as a constant does, below 0 for less. NaN where the returns do not vary.</summary>
    public static double ExplainedVariance(ReadOnlySpan<float> values, ReadOnlySpan<float> returns)
    {
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < returns.Length; i++)
        {
            // Welford's rule on the error
            double error = (double)returns[i] - values[i];
            double difference = error - mean;
            mean += difference / (i + 1);
            squares += difference * (error - mean);
        }

        double deviation = Of(returns).Deviation;
        return deviation > 0 ? 1 - (squares / returns.Length / (deviation * deviation)) : double.NaN;
    }
}
