using BitRL.Contracts.Backends;

namespace BitRL.Backend.BitNetCpp.Memory;

/// <summary>Tokens, ordinals, positions and the sequence table of a batch, in memory that is filled again and again.</summary>
internal sealed unsafe class NativeBatch : DeviceBatch, IOwned
{
    private readonly NativeBuffer _rows;
    private readonly NativeBuffer _sequences;

    public NativeBatch(NativeDevice owner, int maxTokens, int maxSequences)
        : base(maxTokens, maxSequences)
    {
        Owner = owner;
        _rows = new NativeBuffer(3L * maxTokens * sizeof(int));
        _sequences = new NativeBuffer((long)maxSequences * sizeof(SequenceSpan));
    }

    /// <inheritdoc/>
    public NativeDevice Owner { get; }

    /// <summary>Tokens of all sequences.</summary>
    public int TokenCount { get; private set; }

    /// <summary>Sequences of the batch.</summary>
    public int SequenceCount { get; private set; }

    /// <summary>Whether tokens have field ordinals.</summary>
    public bool HasOrdinals { get; private set; }

    /// <summary>Largest token id of the batch.</summary>
    public int MaxToken { get; private set; }

    /// <summary>Largest field ordinal of the batch; 0 where there are none.</summary>
    public int MaxOrdinal { get; private set; }

    /// <summary>The longest context: prefix and new tokens.</summary>
    public int MaxContext { get; private set; }

    /// <summary>One past the last row of the prefix stores that the batch reads; 0 where no sequence has a prefix.</summary>
    public long PrefixEnd { get; private set; }

    /// <summary>Token ids, one a row.</summary>
    public int* Tokens => (int*)_rows.Pointer;

    /// <summary>Field ordinals, one a row.</summary>
    public int* Ordinals => Tokens + MaxTokens;

    /// <summary>Positions, one a row.</summary>
    public int* Positions => Ordinals + MaxTokens;

    /// <summary>The sequences.</summary>
    public SequenceSpan* Sequences => (SequenceSpan*)_sequences.Pointer;

    /// <summary>Takes a batch over; see <see cref="IComputeQueue.Upload"/>.</summary>
    public void Fill(in SequenceBatch batch)
    {
        DeviceArguments.Batch(batch, MaxTokens, MaxSequences);
        batch.Tokens.CopyTo(new Span<int>(Tokens, MaxTokens));
        batch.FieldOrdinals.CopyTo(new Span<int>(Ordinals, MaxTokens));
        batch.Sequences.CopyTo(new Span<SequenceSpan>(Sequences, MaxSequences));
        TokenCount = batch.Tokens.Length;
        SequenceCount = batch.Sequences.Length;
        HasOrdinals = !batch.FieldOrdinals.IsEmpty;
        MaxToken = Max(batch.Tokens);
        MaxOrdinal = Max(batch.FieldOrdinals);
        MaxContext = 1;
        PrefixEnd = 0;
        int* positions = Positions;
        foreach (SequenceSpan sequence in batch.Sequences)
        {
            for (int i = 0; i < sequence.RowCount; i++)
            {
                positions[sequence.FirstRow + i] = sequence.PrefixLength + i;
            }

            MaxContext = Math.Max(MaxContext, sequence.PrefixLength + sequence.RowCount);
            PrefixEnd = Math.Max(PrefixEnd, sequence.PrefixLength == 0 ? 0 : (long)sequence.PrefixStart + sequence.PrefixLength);
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _rows.Dispose();
        _sequences.Dispose();
        Owner.Forget(this);
    }

    private static int Max(ReadOnlySpan<int> values)
    {
        int max = 0;
        foreach (int value in values)
        {
            max = Math.Max(max, value);
        }

        return max;
    }
}
