using BitRL.Contracts.Backends;
using BitRL.Contracts.Observations;

namespace BitRL.Model.Encoders;

/// <summary>How a backbone encodes observations.</summary>
public sealed record EncoderOptions
{
    /// <summary>The style of the texts. <value>Default compact: fewest tokens.</value></summary>
    public TextStyle Style { get; init; } = TextStyle.Compact;

    /// <summary>How the hidden states of the step part become features. <value>Default both: mean says the gist, last has read everything.</value></summary>
    public Pooling Pooling { get; init; } = Pooling.Both;

    /// <summary>Most memory that remembered encodings may take, in bytes; 0 remembers none, and then equal texts of a batch are run apart too. <value>Default 32 MiB: some 25,000 encodings of 256 features.</value></summary>
    public long MemoBytes { get; init; } = 32L << 20;

    /// <summary>Most memory that cached keys and values of static and per-episode parts may take, in bytes; two prefixes always fit. <value>Default 32 MiB.</value></summary>
    public long PrefixCacheBytes { get; init; } = 32L << 20;

    /// <summary>All that is wrong with the options; empty if nothing.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (!Enum.IsDefined(Style))
        {
            problems.Add($"style {Style} does not exist");
        }

        if (!Enum.IsDefined(Pooling))
        {
            problems.Add($"pooling {Pooling} does not exist");
        }

        if (MemoBytes < 0)
        {
            problems.Add($"a memo of {MemoBytes} bytes is impossible: give 0 to switch it off");
        }

        if (PrefixCacheBytes < 0)
        {
            problems.Add($"a prefix cache of {PrefixCacheBytes} bytes is impossible: give 0 for the smallest");
        }

        return problems;
    }
}
