using BitRL.Backend.Torch.Memory;
using BitRL.Contracts.Backends;
using static TorchSharp.torch;

namespace BitRL.Backend.Torch.Execution;

/// <summary>
/// A ragged batch as rectangles: [Sequences, Queries] rows and [Sequences, Context] keys, in which each sequence is filled up with repetitions of its
/// own first row. Sides are rounded up, so that a sequence's sums are made in the same order whatever stands beside it. Made once an upload, when needed.
/// </summary>
internal sealed class SequenceLayout(DeviceBatch batch, Device place) : IDisposable
{
    private const int QueryStep = 8;
    private const int ContextStep = 16;

    private readonly HostBuffer<long> _queryRows = new(place);
    private readonly HostBuffer<long> _resultRows = new(place);
    private readonly HostBuffer<long> _lastRows = new(place);
    private readonly HostBuffer<long> _contextRows = new(place);
    private readonly HostBuffer<long> _contextPlaces = new(place);
    private readonly HostBuffer<float> _mask = new(place);
    private readonly HostBuffer<float> _shares = new(place);
    private readonly List<Tensor> _made = [];
    private bool _hasRows;
    private bool _hasContext;
    private bool _hasShares;

    /// <summary>Rows of a sequence after filling up.</summary>
    public int Queries => RoundUp(batch.MaxRows, QueryStep);

    /// <summary>Keys of a sequence after filling up: prefix, new tokens, filling.</summary>
    public int Context => RoundUp(batch.MaxContext, ContextStep);

    /// <summary>[Sequences · Queries]: the batch row at each place.</summary>
    public Tensor QueryRows { get; private set; } = null!;

    /// <summary>[rows]: the place of each batch row.</summary>
    public Tensor ResultRows { get; private set; } = null!;

    /// <summary>[Sequences · Context]: without prefixes the batch row at each place; with prefixes the row of the prefix store (0 where there is none).</summary>
    public Tensor ContextRows { get; private set; } = null!;

    /// <summary>[rows]: the place of each batch row in the context. Only with prefixes.</summary>
    public Tensor ContextPlaces { get; private set; } = null!;

    /// <summary>[Sequences, 1, Queries, Context]: 0 where a query sees a key, −∞ elsewhere.</summary>
    public Tensor Mask { get; private set; } = null!;

    /// <summary>[Sequences]: the last batch row of each.</summary>
    public Tensor LastRows { get; private set; } = null!;

    /// <summary>[Sequences, Queries, 1]: 1 / rows at real places, 0 at filled ones.</summary>
    public Tensor Shares { get; private set; } = null!;

    /// <summary>Makes <see cref="QueryRows"/> and <see cref="ResultRows"/>.</summary>
    public void PrepareRows()
    {
        if (_hasRows)
        {
            return;
        }

        int queries = Queries;
        Span<long> places = _queryRows.Write(batch.Sequences.Length * queries);
        Span<long> results = _resultRows.Write(batch.TokenCount);
        for (int s = 0; s < batch.Sequences.Length; s++)
        {
            SequenceSpan sequence = batch.Sequences[s];
            for (int i = 0; i < queries; i++)
            {
                places[(s * queries) + i] = sequence.FirstRow + (i < sequence.RowCount ? i : 0);
            }

            for (int i = 0; i < sequence.RowCount; i++)
            {
                results[sequence.FirstRow + i] = (s * queries) + i;
            }
        }

        QueryRows = Keep(_queryRows.Read(places.Length));
        ResultRows = Keep(_resultRows.Read(results.Length));
        _hasRows = true;
    }

    /// <summary>Makes <see cref="ContextRows"/>, <see cref="ContextPlaces"/> and <see cref="Mask"/>.</summary>
    public void PrepareContext()
    {
        if (_hasContext)
        {
            return;
        }

        int context = Context;
        bool hasPrefixes = batch.PrefixEnd > 0;
        Span<long> rows = _contextRows.Write(batch.Sequences.Length * context);
        Span<long> places = _contextPlaces.Write(batch.TokenCount);
        for (int s = 0; s < batch.Sequences.Length; s++)
        {
            SequenceSpan sequence = batch.Sequences[s];
            for (int j = 0; j < context; j++)
            {
                rows[(s * context) + j] = hasPrefixes
                    ? (j < sequence.PrefixLength ? sequence.PrefixStart + j : 0)
                    : sequence.FirstRow + (j < sequence.RowCount ? j : 0);
            }

            for (int i = 0; i < sequence.RowCount; i++)
            {
                places[sequence.FirstRow + i] = (s * context) + sequence.PrefixLength + i;
            }
        }

        ContextRows = Keep(_contextRows.Read(rows.Length));
        ContextPlaces = Keep(_contextPlaces.Read(places.Length));
        Mask = Keep(MakeMask(context));
        _hasContext = true;
    }

    /// <summary>Makes <see cref="LastRows"/> and <see cref="Shares"/>.</summary>
    public void PreparePooling()
    {
        if (_hasShares)
        {
            return;
        }

        int queries = Queries;
        Span<long> last = _lastRows.Write(batch.Sequences.Length);
        Span<float> shares = _shares.Write(batch.Sequences.Length * queries);
        shares.Clear();
        for (int s = 0; s < batch.Sequences.Length; s++)
        {
            SequenceSpan sequence = batch.Sequences[s];
            last[s] = sequence.FirstRow + sequence.RowCount - 1;
            shares.Slice(s * queries, sequence.RowCount).Fill(1f / sequence.RowCount);
        }

        LastRows = Keep(_lastRows.Read(last.Length));
        Shares = Keep(_shares.Read(shares.Length).view(batch.Sequences.Length, queries, 1));
        _hasShares = true;
    }

    /// <summary>The batch has changed.</summary>
    public void Forget()
    {
        foreach (Tensor tensor in _made)
        {
            tensor.Dispose();
        }

        _made.Clear();
        _hasRows = _hasContext = _hasShares = false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Forget();
        foreach (IDisposable buffer in (IDisposable[])[_queryRows, _resultRows, _lastRows, _contextRows, _contextPlaces, _mask, _shares])
        {
            buffer.Dispose();
        }
    }

    // Filled-up queries see the first key only: a row that sees nothing would be 0/0.
    private Tensor MakeMask(int context)
    {
        int queries = Queries;
        Span<float> mask = _mask.Write(batch.Sequences.Length * queries * context);
        mask.Fill(float.NegativeInfinity);
        for (int s = 0; s < batch.Sequences.Length; s++)
        {
            SequenceSpan sequence = batch.Sequences[s];
            for (int i = 0; i < queries; i++)
            {
                mask.Slice(((s * queries) + i) * context, i < sequence.RowCount ? sequence.PrefixLength + i + 1 : 1).Clear();
            }
        }

        return _mask.Read(mask.Length).view(batch.Sequences.Length, 1, queries, context);
    }

    private static int RoundUp(int count, int step) => (count + step - 1) / step * step;

    private Tensor Keep(Tensor tensor)
    {
        _made.Add(tensor.DetachFromDisposeScope());
        return tensor;
    }
}
