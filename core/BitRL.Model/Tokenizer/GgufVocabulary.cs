using System.Text;
using BitRL.Model.Weights;

namespace BitRL.Model.Tokenizer;

/// <summary>The vocabulary in a file's <c>tokenizer.ggml.*</c> keys.</summary>
internal sealed class GgufVocabulary
{
    private const int Normal = 1;
    private const int UserDefined = 4;

    private readonly int[] _types;

    public GgufVocabulary(GgufMetadata metadata)
    {
        GgufValue tokens = metadata["tokenizer.ggml.tokens"];
        Tokens = tokens.AsTexts();
        if (Tokens.Length == 0)
        {
            throw tokens.Error("key 'tokenizer.ggml.tokens' is empty");
        }

        // Without types every token may come from text.
        _types = metadata.Find("tokenizer.ggml.token_type")?.AsIntegers() ?? [.. Enumerable.Repeat(Normal, Tokens.Length)];
        if (_types.Length != Tokens.Length)
        {
            throw tokens.Error($"{Tokens.Length} tokens have {_types.Length} types");
        }
    }

    /// <summary>The tokens as the file spells them, by id.</summary>
    public ReadOnlyMemory<byte>[] Tokens { get; }

    /// <summary>Whether a token stands for text, and is not a control, byte, unknown or unused token.</summary>
    public bool IsText(int id) => _types[id] is Normal or UserDefined;

    /// <summary>The id in a key, or the fallback where there is no such key.</summary>
    public int Id(GgufMetadata metadata, string key, int fallback) => metadata.GetInteger(key, 0, Tokens.Length - 1, fallback);

    /// <summary>A token as the file spells it.</summary>
    public string Spelling(int id)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(id);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(id, Tokens.Length);
        return Encoding.UTF8.GetString(Tokens[id].Span);
    }
}
