namespace BitRL.Contracts.Backends;

/// <summary>Causal grouped-query attention of the new tokens of each sequence over its cached prefix and over themselves; scale 1/√HeadSize; query head h reads key/value head h / (Heads / KeyValueHeads).</summary>
public readonly ref struct AttentionArguments
{
    /// <summary>[rows, Heads·HeadSize], rotated.</summary>
    public required DeviceTensor Query { get; init; }

    /// <summary>[rows, KeyValueHeads·HeadSize], rotated.</summary>
    public required DeviceTensor Key { get; init; }

    /// <summary>[rows, KeyValueHeads·HeadSize].</summary>
    public required DeviceTensor Value { get; init; }

    /// <summary>Cached keys, [slots, KeyValueHeads·HeadSize]; may be null where no sequence has a prefix.</summary>
    public DeviceTensor? PrefixKey { get; init; }

    /// <summary>Cached values, the same shape as <see cref="PrefixKey"/>.</summary>
    public DeviceTensor? PrefixValue { get; init; }

    /// <summary>[rows, Heads·HeadSize]; overwritten; not one of the inputs.</summary>
    public required DeviceTensor Output { get; init; }

    /// <summary>Query heads.</summary>
    public required int Heads { get; init; }

    /// <summary>Key/value heads; divides <see cref="Heads"/>.</summary>
    public required int KeyValueHeads { get; init; }

    /// <summary>Elements a head, even.</summary>
    public required int HeadSize { get; init; }
}
