using System.Numerics.Tensors;
using BitRL.Model.Weights;

namespace BitRL.Model.Tokenizer;

/// <summary>
/// Byte-level byte-pair encoding with the Llama-3 pre-tokenizer (<c>tokenizer.ggml.model</c> = "gpt2"): within each piece the pair with the
/// lowest merge rank is joined until none is left; a piece that is a token as a whole is that token. Pieces of more than
/// <see cref="MaximumPieceBytes"/> bytes are cut there, so that the time stays linear in the text.
/// </summary>
internal sealed class BytePairTokenizer : ITextTokenizer
{
    private const int MaximumPieceBytes = 1024;
    private const int NoMerge = int.MaxValue;
    private static readonly string[] SupportedPreTokenizers = ["llama-bpe", "llama3", "llama-v3"];

    private readonly GgufVocabulary _vocabulary;
    private readonly TokenTable _table;
    private readonly int[] _byteIds = new int[256];
    private readonly Dictionary<(int Left, int Right), (int Rank, int Id)> _merges;
    private readonly int _begin;

    public BytePairTokenizer(GgufMetadata metadata)
    {
        string pre = metadata.GetString("tokenizer.ggml.pre", "llama-bpe");
        if (!SupportedPreTokenizers.Contains(pre))
        {
            throw metadata["tokenizer.ggml.pre"].Error($"has the pre-tokenizer '{pre}', which is not supported", $"supported: {string.Join(", ", SupportedPreTokenizers)}; token ids can still be given");
        }

        _vocabulary = new GgufVocabulary(metadata);
        _table = new TokenTable(Decode(_vocabulary));
        for (int value = 0; value < 256; value++)
        {
            _byteIds[value] = _table.Find([(byte)value]);
            if (_byteIds[value] < 0)
            {
                throw metadata["tokenizer.ggml.tokens"].Error($"the vocabulary has no token for the byte 0x{value:x2}");
            }
        }

        _merges = ReadMerges(metadata["tokenizer.ggml.merges"], _table);
        metadata["tokenizer.ggml.tokens"].Release();
        _begin = metadata.GetBoolean("tokenizer.ggml.add_bos_token", fallback: true) ? _vocabulary.Id(metadata, "tokenizer.ggml.bos_token_id", -1) : -1;
    }

    /// <inheritdoc/>
    public string Kind => "gpt2";

    /// <inheritdoc/>
    public int VocabularySize => _vocabulary.Tokens.Length;

    /// <inheritdoc/>
    public int MaxTokens(int utf8Bytes) => utf8Bytes + 1;

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<byte> utf8, bool isStart, Span<int> tokens)
    {
        if (tokens.Length < MaxTokens(utf8.Length))
        {
            throw new ArgumentException($"room for {tokens.Length} tokens; a part of {utf8.Length} bytes needs {MaxTokens(utf8.Length)}", nameof(tokens));
        }

        int count = 0;
        if (isStart && _begin >= 0)
        {
            tokens[count++] = _begin;
        }

        for (int start = 0; start < utf8.Length;)
        {
            int end = Math.Min(LlamaPreTokenizer.EndOfPiece(utf8, start), start + MaximumPieceBytes);
            count += EncodePiece(utf8[start..end], tokens[count..]);
            start = end;
        }

        return count;
    }

    /// <inheritdoc/>
    public string Describe(int token) => _vocabulary.Spelling(token);

    private int EncodePiece(ReadOnlySpan<byte> piece, Span<int> ids)
    {
        if (_table.Find(piece) is var whole and >= 0)
        {
            ids[0] = whole;
            return 1;
        }

        for (int i = 0; i < piece.Length; i++)
        {
            ids[i] = _byteIds[piece[i]];
        }

        return Merge(ids[..piece.Length]);
    }

    // ranks[i] is the rank of the merge of ids i and i + 1; a merge changes only its neighbours' ranks.
    private int Merge(Span<int> ids)
    {
        Span<int> buffer = stackalloc int[MaximumPieceBytes];
        int count = ids.Length;
        for (int i = 0; i + 1 < count; i++)
        {
            buffer[i] = Rank(ids[i], ids[i + 1]);
        }

        while (count > 1)
        {
            Span<int> ranks = buffer[..(count - 1)];
            int at = TensorPrimitives.IndexOfMin<int>(ranks);
            if (ranks[at] == NoMerge)
            {
                break;
            }

            ids[at] = _merges[(ids[at], ids[at + 1])].Id;
            ids[(at + 2)..count].CopyTo(ids[(at + 1)..]);
            ranks[(at + 1)..].CopyTo(ranks[at..]);
            count--;
            if (at + 1 < count)
            {
                ranks[at] = Rank(ids[at], ids[at + 1]);
            }

            if (at > 0)
            {
                ranks[at - 1] = Rank(ids[at - 1], ids[at]);
            }
        }

        return count;
    }

    private int Rank(int left, int right) => _merges.TryGetValue((left, right), out (int Rank, int Id) merge) ? merge.Rank : NoMerge;

    // The bytes of all text tokens in one array: a real vocabulary has 128,000, and as many small arrays would weigh five times as much.
    private static ReadOnlyMemory<byte>[] Decode(GgufVocabulary vocabulary)
    {
        byte[] all = new byte[vocabulary.Tokens.Sum(token => token.Length)];
        var bytes = new ReadOnlyMemory<byte>[vocabulary.Tokens.Length];
        int end = 0;
        for (int id = 0; id < bytes.Length; id++)
        {
            int count = vocabulary.IsText(id) ? ByteAlphabet.Decode(vocabulary.Tokens[id].Span, all.AsSpan(end)) : 0;
            bytes[id] = all.AsMemory(end, count);
            end += count;
        }

        return bytes;
    }

    private static Dictionary<(int Left, int Right), (int Rank, int Id)> ReadMerges(GgufValue value, TokenTable table)
    {
        var merges = new Dictionary<(int Left, int Right), (int Rank, int Id)>(value.Count);
        byte[] joint = [];
        int rank = 0;
        foreach (ReadOnlySpan<byte> merge in value.EnumerateTexts())
        {
            if (joint.Length < merge.Length)
            {
                joint = new byte[merge.Length * 2];
            }

            int blank = Math.Max(0, merge.IndexOf((byte)' '));
            int left = ByteAlphabet.Decode(merge[..blank], joint);
            int right = ByteAlphabet.Decode(merge[Math.Min(blank + 1, merge.Length)..], joint.AsSpan(left));
            (int leftId, int rightId, int id) = (table.Find(joint.AsSpan(0, left)), table.Find(joint.AsSpan(left, right)), table.Find(joint.AsSpan(0, left + right)));
            if (leftId < 0 || rightId < 0 || id < 0)
            {
                throw value.Error($"merge {rank} of key '{value.Key}' joins what is not in the vocabulary");
            }

            merges.TryAdd((leftId, rightId), (rank++, id));
        }

        value.Release();
        return merges;
    }
}
