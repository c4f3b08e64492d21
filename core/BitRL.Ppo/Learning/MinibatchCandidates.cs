using BitRL.Ppo.Rollout;

namespace BitRL.Ppo.Learning;

/// <summary>The distinct candidates of a minibatch, and which of them each of its states offers. Grows to the largest rollout and then allocates nothing. Not thread-safe.</summary>
/// <param name="capacity">Most candidates of a minibatch, counted as often as they are offered.</param>
internal sealed class MinibatchCandidates(int capacity)
{
    private const int Unseen = -1;
    private readonly int[] _distinct = new int[capacity];
    private readonly int[] _rows = new int[capacity];
    private int[] _starts = [];
    private int[] _placeOfRow = [];
    private int _distinctCount;

    /// <summary>Rows of the store, each once, in the order in which the minibatch first meets them.</summary>
    public ReadOnlySpan<int> Distinct => _distinct.AsSpan(0, _distinctCount);

    /// <summary>The candidates of one state of the minibatch, as places in <see cref="Distinct"/>.</summary>
    public ReadOnlySpan<int> RowsOf(int state) => _rows.AsSpan(_starts[state].._starts[state + 1]);

    /// <summary>Takes a minibatch.</summary>
    public void Collect(CandidateStore candidates, ReadOnlySpan<int> indices)
    {
        Reserve(candidates.States.Count, indices.Length);
        _distinctCount = 0;
        int count = 0;
        for (int i = 0; i < indices.Length; i++)
        {
            _starts[i] = count;
            foreach (int row in candidates.RowsOf(indices[i]))
            {
                ref int place = ref _placeOfRow[row];
                if (place == Unseen)
                {
                    place = _distinctCount;
                    _distinct[_distinctCount++] = row;
                }

                _rows[count++] = place;
            }
        }

        _starts[indices.Length] = count;
        foreach (int row in Distinct)
        {
            _placeOfRow[row] = Unseen;
        }
    }

    private void Reserve(int rows, int states)
    {
        if (_starts.Length <= states)
        {
            _starts = new int[states + 1];
        }

        if (_placeOfRow.Length < rows)
        {
            int known = _placeOfRow.Length;
            Array.Resize(ref _placeOfRow, Math.Max(rows, 2 * known));
            _placeOfRow.AsSpan(known).Fill(Unseen);
        }
    }
}
