namespace BitRL.Contracts.Pretraining;

/// <summary>The shape of a backbone of the BitNet b1.58 architecture that is to be trained.</summary>
public sealed record BackboneShape
{
    /// <summary>Token ids.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Rows of the field-ordinal table that is added to token embeddings; 0 for none.</summary>
    public required int FieldOrdinals { get; init; }

    /// <summary>Width of the residual stream; a multiple of 128.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>Blocks.</summary>
    public required int Blocks { get; init; }

    /// <summary>Query heads.</summary>
    public required int Heads { get; init; }

    /// <summary>Key/value heads.</summary>
    public required int KeyValueHeads { get; init; }

    /// <summary>Width of the gated feed-forward layer; a multiple of 128.</summary>
    public required int FeedForwardSize { get; init; }

    /// <summary>Longest sequence.</summary>
    public required int ContextLength { get; init; }

    /// <summary>Base of the rotary frequencies.</summary>
    public float RopeFrequencyBase { get; init; } = 10_000f;

    /// <summary>Epsilon of every RMSNorm.</summary>
    public float NormEpsilon { get; init; } = 1e-5f;

    /// <summary>Whether linear layers are ternary with int8 activations (straight-through), or full precision (the twin).</summary>
    public required bool IsTernary { get; init; }
}
