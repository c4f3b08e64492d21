using BitRL.Backend.Torch.Execution;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.Torch.Memory;

/// <summary>Tokens, ordinals, positions and the sequence table of a batch, in arrays that are filled again and again, and the index tensors that follow from them.</summary>
internal sealed class TorchBatch : DeviceBatch, IOwned
{
    private readonly int[] _tokens;
    private readonly int[] _ordinals;
    private readonly long[] _positions;
    private readonly SequenceSpan[] _sequences;
    private int _sequenceCount;
    private bool _hasOrdinals;
    private bool _disposed;

    public TorchBatch(TorchDevice owner, int maxTokens, int maxSequences)
        : base(maxTokens, maxSequences)
    {
        Owner = owner;
        _tokens = new int[maxTokens];
        _ordinals = new int[maxTokens];
        _positions = new long[maxTokens];
        _sequences = new SequenceSpan[maxSequences];
        Layout = new SequenceLayout(this);
        Rotation = new BatchRotation(this);
    }

    /// <inheritdoc/>
    public TorchDevice Owner { get; }

    /// <summary>Index tensors for attention and pooling.</summary>
    public SequenceLayout Layout { get; }

    /// <summary>Cosines and sines of the rows' positions.</summary>
    public BatchRotation Rotation { get; }

    /// <summary>Tokens of all sequences.</summary>
    public int TokenCount { get; private set; }

    /// <summary>Largest token id of the batch.</summary>
    public int MaxToken { get; private set; }

    /// <summary>Largest field ordinal of the batch; 0 where there are none.</summary>
    public int MaxOrdinal { get; private set; }

    /// <summary>Largest position of the batch.</summary>
    public int MaxPosition { get; private set; }

    /// <summary>Most new tokens of a sequence.</summary>
    public int MaxRows { get; private set; }

    /// <summary>One past the last row of the prefix stores that the batch reads; 0 where no sequence has a prefix.</summary>
    public long PrefixEnd { get; private set; }

    /// <summary>Token ids, one a row.</summary>
    public ReadOnlySpan<int> Tokens => Alive(_tokens).AsSpan(0, TokenCount);

    /// <summary>Field ordinals, one a row; empty where the batch has none.</summary>
    public ReadOnlySpan<int> Ordinals => Alive(_ordinals).AsSpan(0, _hasOrdinals ? TokenCount : 0);

    /// <summary>Positions, one a row.</summary>
    public ReadOnlySpan<long> Positions => Alive(_positions).AsSpan(0, TokenCount);

    /// <summary>The sequences.</summary>
    public ReadOnlySpan<SequenceSpan> Sequences => Alive(_sequences).AsSpan(0, _sequenceCount);

    /// <summary>Takes a batch over; see <see cref="IComputeQueue.Upload"/>.</summary>
    public void Fill(in SequenceBatch batch)
    {
        DeviceArguments.Batch(batch, MaxTokens, MaxSequences);
        batch.Tokens.CopyTo(Alive(_tokens));
        batch.FieldOrdinals.CopyTo(_ordinals);
        batch.Sequences.CopyTo(_sequences);
        TokenCount = batch.Tokens.Length;
        _sequenceCount = batch.Sequences.Length;
        _hasOrdinals = !batch.FieldOrdinals.IsEmpty;
        MaxToken = Max(batch.Tokens);
        MaxOrdinal = Max(batch.FieldOrdinals);
        MaxPosition = 0;
        MaxRows = 0;
        PrefixEnd = 0;
        foreach (SequenceSpan sequence in batch.Sequences)
        {
            for (int i = 0; i < sequence.RowCount; i++)
            {
                _positions[sequence.FirstRow + i] = sequence.PrefixLength + i;
            }

            MaxRows = Math.Max(MaxRows, sequence.RowCount);
            MaxPosition = Math.Max(MaxPosition, sequence.PrefixLength + sequence.RowCount - 1);
            PrefixEnd = Math.Max(PrefixEnd, sequence.PrefixLength == 0 ? 0 : (long)sequence.PrefixStart + sequence.PrefixLength);
        }

        Layout.Forget();
        Rotation.Forget();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _disposed = true;
        Layout.Dispose();
        Rotation.Dispose();
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

    private T[] Alive<T>(T[] array)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return array;
    }
}
