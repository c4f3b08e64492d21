namespace BitRL.Experiments.Comparison;

/// <summary>How runs are compared.</summary>
public sealed record ComparisonOptions
{
    /// <summary>Label of the group that others are compared with, or null for none.</summary>
    public string? Baseline { get; init; }

    /// <summary>Share of the resamples that an interval covers, from .5 to below 1. <value>Default .95, the custom.</value></summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Bootstrap resamples, at least 100. <value>Default 10,000: the ends of a 95% interval then stand to about a hundredth of its width.</value></summary>
    public int Resamples { get; init; } = 10_000;

    /// <summary>All resampling follows from it. <value>Default 0.</value></summary>
    public int Seed { get; init; }

    /// <summary>Mean return of the random policy in an environment (by the configuration of one of its runs), or null where it is not known.</summary>
    public required Func<Agent.Configuration.RunConfiguration, double?> RandomReturn { get; init; }
}
