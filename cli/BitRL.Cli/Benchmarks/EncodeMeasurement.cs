namespace BitRL.Cli.Benchmarks;

/// <summary>What encoding cost.</summary>
/// <param name="Tokens">Tokens a text.</param>
/// <param name="Batch">Texts a call.</param>
/// <param name="ColdMs">Median milliseconds a text, all of its tokens run.</param>
/// <param name="PrefixCachedMs">The same where the first half of the tokens is a static part, whose keys and values are cached.</param>
/// <param name="MemoMs">The same where the text is remembered.</param>
/// <param name="GigaMultiplyAddsPerSecond">Ternary multiply-adds of the cold encode, all threads together, in units of 10⁹ a second.</param>
/// <param name="Ceiling">What one core could do at most, measured before and after; the same unit.</param>
internal sealed record EncodeMeasurement(int Tokens, int Batch, double ColdMs, double PrefixCachedMs, double MemoMs, double GigaMultiplyAddsPerSecond, double Ceiling)
{
    /// <summary>Tokens a second of the cold encode.</summary>
    public double TokensPerSecond => Tokens / ColdMs * 1000;
}
