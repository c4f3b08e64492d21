namespace BitRL.Contracts.Backends;

/// <summary>
/// The tokens and the sequence table of one batch. This base keeps them in host memory, in arrays that are filled again and again, with what checks and launches need to know of them;
/// a device that computes elsewhere adds its own copy of the spans, made in its <see cref="IComputeQueue.Upload"/> after <see cref="Fill"/>. Used by one queue at a time.
/// </summary>
public abstract class DeviceBatch : DeviceObject
{
    private readonly int[] _tokens;
    private readonly int[] _ordinals;
    private readonly int[] _positions;
    private readonly SequenceSpan[] _sequences;
    private int _sequenceCount;
    private bool _hasOrdinals;

    /// <summary>Allocates the host's part.</summary>
    /// <param name="maxTokens">Capacity in tokens, at least 1.</param>
    /// <param name="maxSequences">Capacity in sequences, at least 1.</param>
    protected DeviceBatch(int maxTokens, int maxSequences)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxTokens, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSequences, 1);
        MaxTokens = maxTokens;
        MaxSequences = maxSequences;
        _tokens = new int[maxTokens];
        _ordinals = new int[maxTokens];
        _positions = new int[maxTokens];
        _sequences = new SequenceSpan[maxSequences];
    }

    /// <summary>Capacity in tokens.</summary>
    public int MaxTokens { get; }

    /// <summary>Capacity in sequences.</summary>
    public int MaxSequences { get; }

    /// <summary>Tokens of all sequences: the rows of the batch.</summary>
    public int TokenCount { get; private set; }

    /// <summary>Most new tokens of a sequence; 0 for an empty batch.</summary>
    public int MaxRows { get; private set; }

    /// <summary>The longest context, prefix and new tokens, so that positions are below it; at least 1.</summary>
    public int MaxContext { get; private set; } = 1;

    /// <summary>One past the last row of the prefix stores that the batch reads; 0 where no sequence has a prefix.</summary>
    public long PrefixEnd { get; private set; }

    /// <summary>Token ids, [TokenCount]; valid until the next <see cref="Fill"/>, as all spans here.</summary>
    public ReadOnlySpan<int> Tokens => _tokens.AsSpan(0, TokenCount);

    /// <summary>Field ordinals, [TokenCount], or empty where the batch has none.</summary>
    public ReadOnlySpan<int> FieldOrdinals => _ordinals.AsSpan(0, _hasOrdinals ? TokenCount : 0);

    /// <summary>Positions, [TokenCount]: prefix included.</summary>
    public ReadOnlySpan<int> Positions => _positions.AsSpan(0, TokenCount);

    /// <summary>The sequences, in row order.</summary>
    public ReadOnlySpan<SequenceSpan> Sequences => _sequences.AsSpan(0, _sequenceCount);

    /// <summary>Largest token id; 0 for an empty batch.</summary>
    internal int MaxToken { get; private set; }

    /// <summary>Largest field ordinal; 0 where there are none.</summary>
    internal int MaxOrdinal { get; private set; }

    /// <summary>Takes another batch over, for <see cref="IComputeQueue.Upload"/>. Allocates nothing.</summary>
    /// <exception cref="ArgumentException">It does not fit, has negative ids, or its sequences do not follow each other without gaps; nothing was changed.</exception>
    public void Fill(in SequenceBatch batch)
    {
        BatchRules.Require(batch, MaxTokens, MaxSequences);
        batch.Tokens.CopyTo(_tokens);
        batch.FieldOrdinals.CopyTo(_ordinals);
        batch.Sequences.CopyTo(_sequences);
        TokenCount = batch.Tokens.Length;
        _sequenceCount = batch.Sequences.Length;
        _hasOrdinals = !batch.FieldOrdinals.IsEmpty;
        MaxToken = Largest(batch.Tokens);
        MaxOrdinal = Largest(batch.FieldOrdinals);
        MaxRows = 0;
        MaxContext = 1;
        PrefixEnd = 0;
        foreach (SequenceSpan sequence in batch.Sequences)
        {
            for (int i = 0; i < sequence.RowCount; i++)
            {
                _positions[sequence.FirstRow + i] = sequence.PrefixLength + i;
            }

            MaxRows = Math.Max(MaxRows, sequence.RowCount);
            MaxContext = Math.Max(MaxContext, sequence.PrefixLength + sequence.RowCount);
            PrefixEnd = Math.Max(PrefixEnd, sequence.PrefixLength == 0 ? 0 : (long)sequence.PrefixStart + sequence.PrefixLength);
        }
    }

    /// <summary>Nothing to give back: the host's part is the garbage collector's.</summary>
    protected override void Release()
    {
    }

    private static int Largest(ReadOnlySpan<int> values)
    {
        int largest = 0;
        foreach (int value in values)
        {
            largest = Math.Max(largest, value);
        }

        return largest;
    }
}
