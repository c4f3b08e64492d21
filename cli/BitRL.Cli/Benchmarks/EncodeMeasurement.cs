using BitRL.Cli.Benchmarks.Profiling;

namespace BitRL.Cli.Benchmarks;

/// <summary>What encoding cost.</summary>
internal sealed record EncodeMeasurement
{
    /// <summary>Tokens a text.</summary>
    public required int Tokens { get; init; }

    /// <summary>Texts a call.</summary>
    public required int Batch { get; init; }

    /// <summary>Median milliseconds a text, all of its tokens run.</summary>
    public required double ColdMs { get; init; }

    /// <summary>The fastest cold call, milliseconds a text: what the machine can do when nobody else wants it.</summary>
    public required double ColdBestMs { get; init; }

    /// <summary>Median milliseconds a text where the first half of the tokens is a static part, whose keys and values are cached.</summary>
    public required double PrefixCachedMs { get; init; }

    /// <summary>Median milliseconds a text where the text is remembered.</summary>
    public required double MemoMs { get; init; }

    /// <summary>Median milliseconds a text of the peer, measured in alternation with the cold calls; null without a peer.</summary>
    public required double? PeerMs { get; init; }

    /// <summary>The fastest of the peer.</summary>
    public required double? PeerBestMs { get; init; }

    /// <summary>Where the time of a cold call goes; null where that was not asked for.</summary>
    public required EncodeProfile? Profile { get; init; }

    /// <summary>Ternary multiply-adds a text.</summary>
    public required double MultiplyAdds { get; init; }

    /// <summary>What one core could multiply at most, measured before and after, in units of 10⁹ a second.</summary>
    public required double Ceiling { get; init; }

    /// <summary>The same with 256-bit registers; 0 where there are none.</summary>
    public required double NarrowCeiling { get; init; }

    /// <summary>Ternary multiply-adds of the cold encode, all threads together, in units of 10⁹ a second.</summary>
    public double GigaMultiplyAddsPerSecond => MultiplyAdds / (ColdMs * 1e6);

    /// <summary>Multiply-adds a second of the ternary products alone; null without a profile.</summary>
    public double? TernaryGigaMultiplyAddsPerSecond => Profile is null ? null : MultiplyAdds * Batch / (Profile.TernaryMs * 1e6);

    /// <summary>Tokens a second of the cold encode.</summary>
    public double TokensPerSecond => Tokens / ColdMs * 1000;

    /// <summary>How many times as fast as the peer the cold encode is; null without a peer.</summary>
    public double? TimesPeer => PeerMs / ColdMs;
}
