namespace BitRL.Experiments.Comparison;

/// <summary>A figure with its bootstrap interval.</summary>
/// <param name="Value">The figure of the sample itself.</param>
/// <param name="Low">Lower end of the interval; NaN where there are too few runs for one.</param>
/// <param name="High">Upper end.</param>
public readonly record struct Estimate(double Value, double Low, double High)
{
    /// <summary>Whether there is an interval.</summary>
    public bool HasInterval => double.IsFinite(Low) && double.IsFinite(High);
}
