namespace BitRL.Model.Tokenizer;

/// <summary>
/// Turns UTF-8 text into token ids. A text may be given in parts, each ending in a line feed and none starting with white space: then the tokens
/// of the parts, one after the other, are the tokens of the whole. Immutable and thread-safe; encoding allocates nothing.
/// </summary>
public interface ITextTokenizer
{
    /// <summary>Name of the kind, as the file has it: <c>bitrl-number</c>, <c>gpt2</c>, <c>llama</c>.</summary>
    string Kind { get; }

    /// <summary>Ids are from 0 to this minus 1.</summary>
    int VocabularySize { get; }

    /// <summary>Upper bound of the tokens of a part.</summary>
    /// <param name="utf8Bytes">Bytes of the part.</param>
    int MaxTokens(int utf8Bytes);

    /// <summary>Encodes a part of a text.</summary>
    /// <param name="utf8">The part; bytes that are not UTF-8 are encoded too, as bytes or as the unknown token. Never read as control tokens.</param>
    /// <param name="isStart">Whether the part begins the text: then comes first what the model wants there (a begin token, a blank).</param>
    /// <param name="tokens">At least <see cref="MaxTokens"/> long; the ids are written to its front.</param>
    /// <returns>How many tokens were written.</returns>
    /// <exception cref="ArgumentException"><paramref name="tokens"/> is too short.</exception>
    int Encode(ReadOnlySpan<byte> utf8, bool isStart, Span<int> tokens);

    /// <summary>What a token stands for, for display.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such token.</exception>
    string Describe(int token);
}
