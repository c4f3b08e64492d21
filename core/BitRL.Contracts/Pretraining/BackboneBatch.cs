namespace BitRL.Contracts.Pretraining;

/// <summary>One minibatch of token sequences with their regression targets, padded at the end to a common length. The arrays belong to the caller and are read during the call.</summary>
public sealed class BackboneBatch
{
    /// <summary>Sequences.</summary>
    public required int Sequences { get; init; }

    /// <summary>Tokens a sequence, padding included.</summary>
    public required int Length { get; init; }

    /// <summary>[Sequences, Length] token ids; padding holds 0.</summary>
    public required int[] Tokens { get; init; }

    /// <summary>[Sequences, Length] field ordinals.</summary>
    public required int[] FieldOrdinals { get; init; }

    /// <summary>[Sequences] first token that is pooled (the length of the static prefix).</summary>
    public required int[] PoolStarts { get; init; }

    /// <summary>[Sequences] tokens without padding.</summary>
    public required int[] Lengths { get; init; }

    /// <summary>[Sequences, MaxFields, TargetsPerField] what the pooled states (mean and last, each by its own readout) should say.</summary>
    public required float[] FieldTargets { get; init; }

    /// <summary>[Sequences, MaxFields] 1 where the field exists, else 0.</summary>
    public required float[] FieldMask { get; init; }

    /// <summary>[Sequences, MaxFields] position of the last token of each field's value, −1 where the field does not exist: its hidden state should say the field's targets too.</summary>
    public required int[] ValuePositions { get; init; }
}
