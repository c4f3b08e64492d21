using BitRL.Model.Memo;

namespace BitRL.Model.Encoders;

/// <summary>Which texts of a batch wait for the backbone, and which of them are equal and wait for the same row. Grows; otherwise allocates nothing.</summary>
internal sealed class BatchPlan
{
    /// <summary>Stands for a text that waits for nothing.</summary>
    public const int Answered = -1;

    private int[] _rowOf = [];
    private int[] _textOf = [];
    private ulong[] _hashes = [];

    /// <summary>Rows that the backbone will give.</summary>
    public int Rows { get; private set; }

    /// <summary>Starts a batch: no text waits.</summary>
    public void Begin(int texts)
    {
        if (_rowOf.Length < texts)
        {
            _rowOf = new int[texts];
            _textOf = new int[texts];
            _hashes = new ulong[texts];
        }

        Rows = 0;
        _rowOf.AsSpan(0, texts).Fill(Answered);
    }

    /// <summary>The row that a text waits for, or <see cref="Answered"/>.</summary>
    public int RowOf(int text) => _rowOf[text];

    /// <summary>The first text that waits for a row.</summary>
    public int TextOf(int row) => _textOf[row];

    /// <summary>Gives a text a row of its own.</summary>
    /// <param name="text">Its number in the batch.</param>
    /// <param name="hash">Hash of its key, for <see cref="TryJoin"/>; any number where equal texts are not joined.</param>
    public void AddRow(int text, ulong hash)
    {
        _rowOf[text] = Rows;
        _textOf[Rows] = text;
        _hashes[Rows++] = hash;
    }

    /// <summary>Lets a text wait for the row of an equal one, if there is one.</summary>
    public bool TryJoin(int text, in TextKey key, ReadOnlySpan<TextParts> texts)
    {
        ReadOnlySpan<ulong> hashes = _hashes.AsSpan(0, Rows);
        for (int from = 0; hashes[from..].IndexOf(key.Hash) is var found and >= 0; from += found + 1)
        {
            TextParts other = texts[_textOf[from + found]];
            if (other.Episode.Span.SequenceEqual(key.First) && other.Step.Span.SequenceEqual(key.Second))
            {
                _rowOf[text] = from + found;
                return true;
            }
        }

        return false;
    }
}
