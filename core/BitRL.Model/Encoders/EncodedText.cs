namespace BitRL.Model.Encoders;

/// <summary>What a backbone makes of one text.</summary>
/// <param name="Tokens">Its token ids.</param>
/// <param name="Features">The pooled features.</param>
/// <param name="HiddenStates">The hidden state of every token after the final norm, [tokens, HiddenSize] row-major.</param>
/// <param name="Elapsed">Time from text or tokens to features.</param>
public sealed record EncodedText(IReadOnlyList<int> Tokens, ReadOnlyMemory<float> Features, ReadOnlyMemory<float> HiddenStates, TimeSpan Elapsed);
