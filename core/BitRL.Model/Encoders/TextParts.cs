namespace BitRL.Model.Encoders;

/// <summary>What follows the static part of a text, in UTF-8.</summary>
/// <param name="Episode">The per-episode part; may be empty.</param>
/// <param name="Step">The per-step part, whose tokens are pooled; not empty.</param>
public readonly record struct TextParts(ReadOnlyMemory<byte> Episode, ReadOnlyMemory<byte> Step);
