namespace BitRL.Backend.Cpu;

/// <summary>Raw access to the tensors of an attention.</summary>
internal readonly unsafe struct AttentionView
{
    /// <summary>[rows, Heads·HeadSize].</summary>
    public required float* Query { get; init; }

    /// <summary>[rows, KeyValueHeads·HeadSize].</summary>
    public required float* Key { get; init; }

    /// <summary>[rows, KeyValueHeads·HeadSize].</summary>
    public required float* Value { get; init; }

    /// <summary>[slots, KeyValueHeads·HeadSize], or null.</summary>
    public required float* PrefixKey { get; init; }

    /// <summary>[slots, KeyValueHeads·HeadSize], or null.</summary>
    public required float* PrefixValue { get; init; }

    /// <summary>[rows, Heads·HeadSize].</summary>
    public required float* Output { get; init; }

    /// <summary>Query heads.</summary>
    public required int Heads { get; init; }

    /// <summary>Key/value heads.</summary>
    public required int KeyValueHeads { get; init; }

    /// <summary>Elements a head.</summary>
    public required int HeadSize { get; init; }

    /// <summary>Query heads that read the same key/value head.</summary>
    public int Group => Heads / KeyValueHeads;

    /// <summary>Elements of a key or value row.</summary>
    public int KeyValueWidth => KeyValueHeads * HeadSize;
}
