namespace BitRL.Contracts.Backends;

/// <summary>Many short texts as one ragged batch, on the host. All spans are the caller's and are read during the upload only.</summary>
public readonly ref struct SequenceBatch
{
    /// <summary>Token ids of all sequences, one after the other.</summary>
    public required ReadOnlySpan<int> Tokens { get; init; }

    /// <summary>The field ordinal of each token, or empty where the model has no field table.</summary>
    public ReadOnlySpan<int> FieldOrdinals { get; init; }

    /// <summary>The sequences, in row order, without gaps.</summary>
    public required ReadOnlySpan<SequenceSpan> Sequences { get; init; }
}
