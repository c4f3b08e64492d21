namespace BitRL.Contracts.Encoders;

/// <summary>What an encoder did since it was made.</summary>
/// <param name="Texts">States that were asked for.</param>
/// <param name="MemoHits">States answered from the memo, without running the backbone.</param>
/// <param name="Tokens">Tokens that were run through the backbone (memo hits and cached prefixes count nothing).</param>
/// <param name="TextTokens">Per-step tokens of all states asked for, memo hits included.</param>
public readonly record struct EncoderStatistics(long Texts, long MemoHits, long Tokens, long TextTokens);
