namespace BitRL.Contracts.Pretraining;

/// <summary>How a backbone is trained.</summary>
public sealed record BackboneTrainingOptions
{
    /// <summary>Seed of the initial weights.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Largest number of fields a text may have: regression outputs of the pooled states.</summary>
    public required int MaxFields { get; init; }

    /// <summary>Targets a field.</summary>
    public required int TargetsPerField { get; init; }

    /// <summary>AdamW decay of the first moment.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>AdamW decay of the second moment.</summary>
    public double Beta2 { get; init; } = 0.98;

    /// <summary>AdamW weight decay of matrices (not of norms and embeddings).</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Largest gradient norm.</summary>
    public double MaxGradientNorm { get; init; } = 1.0;

    /// <summary>Threads of the training library, at least 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Initial values of the token embedding, [vocabulary, hidden] row-major, or empty for random ones.</summary>
    public ReadOnlyMemory<float> InitialTokenEmbedding { get; init; }
}
