using System.Buffers;
using BitRL.Model.Weights;

namespace BitRL.Model.Tokenizer;

/// <summary>
/// SentencePiece with scores and byte fallback (<c>tokenizer.ggml.model</c> = "llama"): blanks read as U+2581, neighbours are joined while the
/// joint token with the highest score exists, and what is no token then becomes byte tokens. Lines are encoded one by one (no vocabulary of this
/// kind merges across a line feed) and cut after <see cref="MaximumLineBytes"/> bytes.
/// </summary>
internal sealed class SentencePieceTokenizer : ITextTokenizer
{
    private const int MaximumLineBytes = 4096;
    private static readonly byte[] Blank = [0xE2, 0x96, 0x81];

    private readonly GgufVocabulary _vocabulary;
    private readonly TokenTable _table;
    private readonly float[] _scores;
    private readonly int[] _byteIds = new int[256];
    private readonly int _begin;
    private readonly bool _addsBlank;

    public SentencePieceTokenizer(GgufMetadata metadata)
    {
        _vocabulary = new GgufVocabulary(metadata);
        _scores = metadata.Find("tokenizer.ggml.scores")?.AsFloats() ?? new float[VocabularySize];
        if (_scores.Length != VocabularySize || Array.Exists(_scores, float.IsNaN))
        {
            throw metadata["tokenizer.ggml.scores"].Error($"{VocabularySize} tokens have {_scores.Length} scores, or a score is NaN");
        }

        var all = new TokenTable(_vocabulary.Tokens);
        _table = new TokenTable([.. _vocabulary.Tokens.Select((token, id) => _vocabulary.IsText(id) ? token : default)]);
        int unknown = _vocabulary.Id(metadata, "tokenizer.ggml.unknown_token_id", 0);
        for (int value = 0; value < 256; value++)
        {
            int id = all.Find(System.Text.Encoding.ASCII.GetBytes($"<0x{value:X2}>"));
            _byteIds[value] = id >= 0 ? id : unknown;
        }

        _begin = metadata.GetBoolean("tokenizer.ggml.add_bos_token", fallback: true) ? _vocabulary.Id(metadata, "tokenizer.ggml.bos_token_id", -1) : -1;
        _addsBlank = metadata.GetBoolean("tokenizer.ggml.add_space_prefix", fallback: true);
    }

    /// <inheritdoc/>
    public string Kind => "llama";

    /// <inheritdoc/>
    public int VocabularySize => _vocabulary.Tokens.Length;

    /// <inheritdoc/>
    public int MaxTokens(int utf8Bytes) => (utf8Bytes * Blank.Length) + Blank.Length + 1;

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

        bool blank = isStart && _addsBlank && !utf8.IsEmpty;
        while (!utf8.IsEmpty)
        {
            int line = utf8.IndexOf((byte)'\n') is var feed and >= 0 ? feed + 1 : utf8.Length;
            line = Math.Min(line, MaximumLineBytes);
            count += EncodeLine(utf8[..line], blank, tokens[count..]);
            utf8 = utf8[line..];
            blank = false;
        }

        return count;
    }

    /// <inheritdoc/>
    public string Describe(int token) => _vocabulary.Spelling(token);

    private int EncodeLine(ReadOnlySpan<byte> line, bool startsWithBlank, Span<int> tokens)
    {
        byte[] text = ArrayPool<byte>.Shared.Rent((line.Length + 1) * Blank.Length);
        int[] scratch = ArrayPool<int>.Shared.Rent(2 * ((line.Length + 1) * Blank.Length));
        try
        {
            ReadOnlySpan<byte> escaped = text.AsSpan(0, Escape(line, startsWithBlank, text));
            Span<int> lengths = scratch.AsSpan(0, scratch.Length / 2);
            Span<int> joints = scratch.AsSpan(scratch.Length / 2);
            int symbols = Merge(escaped, lengths, joints);
            return Emit(escaped, lengths[..symbols], tokens);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(text);
            ArrayPool<int>.Shared.Return(scratch);
        }
    }

    private static int Escape(ReadOnlySpan<byte> line, bool startsWithBlank, Span<byte> text)
    {
        int count = 0;
        if (startsWithBlank)
        {
            Blank.CopyTo(text);
            count = Blank.Length;
        }

        foreach (byte value in line)
        {
            if (value == (byte)' ')
            {
                Blank.CopyTo(text[count..]);
                count += Blank.Length;
            }
            else
            {
                text[count++] = value;
            }
        }

        return count;
    }

    // lengths[i] are the bytes of symbol i; joints[i] is the token that symbols i and i + 1 make together, or −1.
    private int Merge(ReadOnlySpan<byte> text, Span<int> lengths, Span<int> joints)
    {
        int symbols = 0;
        for (int at = 0; at < text.Length; at += lengths[symbols++])
        {
            System.Text.Rune.DecodeFromUtf8(text[at..], out _, out lengths[symbols]);
        }

        for (int i = 0, at = 0; i + 1 < symbols; at += lengths[i++])
        {
            joints[i] = _table.Find(text.Slice(at, lengths[i] + lengths[i + 1]));
        }

        while (BestJoint(joints[..Math.Max(0, symbols - 1)]) is var best and >= 0)
        {
            lengths[best] += lengths[best + 1];
            lengths[(best + 2)..symbols].CopyTo(lengths[(best + 1)..]);
            joints[(best + 1)..(symbols - 1)].CopyTo(joints[best..]);
            symbols--;
            int start = Sum(lengths[..best]);
            if (best + 1 < symbols)
            {
                joints[best] = _table.Find(text.Slice(start, lengths[best] + lengths[best + 1]));
            }

            if (best > 0)
            {
                joints[best - 1] = _table.Find(text.Slice(start - lengths[best - 1], lengths[best - 1] + lengths[best]));
            }
        }

        return symbols;
    }

    private int BestJoint(ReadOnlySpan<int> joints)
    {
        int best = -1;
        for (int i = 0; i < joints.Length; i++)
        {
            if (joints[i] >= 0 && (best < 0 || _scores[joints[i]] > _scores[joints[best]]))
            {
                best = i;
            }
        }

        return best;
    }

    private int Emit(ReadOnlySpan<byte> text, ReadOnlySpan<int> lengths, Span<int> tokens)
    {
        int count = 0;
        foreach (int length in lengths)
        {
            ReadOnlySpan<byte> symbol = text[..length];
            text = text[length..];
            if (_table.Find(symbol) is var id and >= 0)
            {
                tokens[count++] = id;
                continue;
            }

            foreach (byte value in symbol)
            {
                tokens[count++] = _byteIds[value];
            }
        }

        return count;
    }

    private static int Sum(ReadOnlySpan<int> values)
    {
        int sum = 0;
        foreach (int value in values)
        {
            sum += value;
        }

        return sum;
    }
}
