using BitRL.Contracts.Backends;

namespace BitRL.Model.Transformer;

/// <summary>The weights of one block, on the device.</summary>
internal sealed class BlockWeights
{
    public required DeviceTensor AttentionNorm { get; init; }

    public required DeviceTensor AttentionSubNorm { get; init; }

    public required DeviceTensor FeedForwardNorm { get; init; }

    public required DeviceTensor FeedForwardSubNorm { get; init; }

    public required LinearLayer Query { get; init; }

    public required LinearLayer Key { get; init; }

    public required LinearLayer Value { get; init; }

    public required LinearLayer Output { get; init; }

    public required LinearLayer Gate { get; init; }

    public required LinearLayer Up { get; init; }

    public required LinearLayer Down { get; init; }

    public IEnumerable<LinearLayer> Linears => [Query, Key, Value, Output, Gate, Up, Down];

    public IEnumerable<DeviceTensor> Norms => [AttentionNorm, AttentionSubNorm, FeedForwardNorm, FeedForwardSubNorm];
}
