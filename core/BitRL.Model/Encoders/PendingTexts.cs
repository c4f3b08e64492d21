using BitRL.Contracts.Backends;
using BitRL.Model.Tokenizer;

namespace BitRL.Model.Encoders;

/// <summary>Texts that wait to be run: their tokens, one after the other, and where their prefixes lie. Grows; otherwise allocates nothing.</summary>
internal sealed class PendingTexts(int fieldTableSize)
{
    private int[] _tokens = [];
    private int[] _ordinals = [];
    private SequenceSpan[] _spans = [];

    /// <summary>Texts.</summary>
    public int Count { get; private set; }

    /// <summary>Tokens of all texts.</summary>
    public int TokenCount { get; private set; }

    /// <summary>The texts; <see cref="SequenceSpan.FirstRow"/> is the first of the text's tokens here.</summary>
    public Span<SequenceSpan> Spans => _spans.AsSpan(0, Count);

    /// <summary>Tokens of some consecutive texts.</summary>
    public ReadOnlySpan<int> Tokens(int start, int count) => _tokens.AsSpan(start, count);

    /// <summary>Their field ordinals; empty where the model has no field table.</summary>
    public ReadOnlySpan<int> Ordinals(int start, int count) => fieldTableSize > 0 ? _ordinals.AsSpan(start, count) : default;

    /// <summary>Removes all texts.</summary>
    public void Clear()
    {
        Count = 0;
        TokenCount = 0;
    }

    /// <summary>Adds a text, without prefix yet.</summary>
    /// <returns>Its tokens.</returns>
    public int Add(ITextTokenizer tokenizer, ReadOnlySpan<byte> utf8, bool isStart)
    {
        Reserve(tokenizer.MaxTokens(utf8.Length));
        return Append(tokenizer.Encode(utf8, isStart, _tokens.AsSpan(TokenCount)));
    }

    /// <summary>Adds a text that is given as tokens.</summary>
    public void Add(ReadOnlySpan<int> tokens)
    {
        Reserve(tokens.Length);
        tokens.CopyTo(_tokens.AsSpan(TokenCount));
        Append(tokens.Length);
    }

    private int Append(int count)
    {
        if (fieldTableSize > 0)
        {
            FieldOrdinals.Compute(_tokens.AsSpan(TokenCount, count), fieldTableSize, _ordinals.AsSpan(TokenCount, count));
        }

        if (Count == _spans.Length)
        {
            Array.Resize(ref _spans, Math.Max(8, Count * 2));
        }

        _spans[Count++] = new SequenceSpan(TokenCount, count, 0, 0);
        TokenCount += count;
        return count;
    }

    private void Reserve(int tokens)
    {
        int needed = TokenCount + tokens;
        if (needed > _tokens.Length)
        {
            Array.Resize(ref _tokens, Math.Max(needed, _tokens.Length * 2));
            Array.Resize(ref _ordinals, _tokens.Length);
        }
    }
}
