using System.Collections.Immutable;

namespace BitRL.Experiments.Comparison;

/// <summary>Runs of one label in one environment: the same but for the seed. Immutable.</summary>
public sealed record RunGroup
{
    /// <summary>Id of the environment.</summary>
    public required string Environment { get; init; }

    /// <summary>What the runs have in common.</summary>
    public required string Label { get; init; }

    /// <summary>All runs, unfinished ones too, by seed.</summary>
    public required ImmutableArray<RecordedRun> Runs { get; init; }

    /// <summary>Final returns of the finished runs, by seed.</summary>
    public required ImmutableArray<double> Finals { get; init; }

    /// <summary>The learning curves as one.</summary>
    public required MeanCurve Curve { get; init; }

    /// <summary>Final return over that of the baseline, both less the random policy's: 1 is as good as the baseline, 0 as random. Null where it is not defined.</summary>
    public Estimate? Ratio { get; init; }

    /// <summary>Final return over that of the baseline as they are; null unless both are positive.</summary>
    public double? PlainRatio { get; init; }

    /// <summary>Mean final return.</summary>
    public double Mean => Statistics.Mean(Finals.AsSpan());

    /// <summary>Standard deviation over seeds (n − 1).</summary>
    public double Deviation => Statistics.Deviation(Finals.AsSpan());

    /// <summary>Mean of the middle half.</summary>
    public double InterquartileMean => Statistics.InterquartileMean(Finals.AsSpan());
}
