namespace BitRL.Contracts.Backends;

/// <summary>
/// The checks that every <see cref="IComputeDevice"/> and <see cref="IComputeQueue"/> owes its callers, so that backends refuse the same arguments with the same words. Each method
/// throws an <see cref="ArgumentException"/> that names the argument (<c>name</c>), what it has and what is needed; it is called before anything is written.
/// </summary>
public static class DeviceArguments
{
    private const int TernaryBlock = 128;

    /// <summary>Rows and elements a row are at least 1.</summary>
    public static void Shape(int rows, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
    }

    /// <summary>A span has as many elements as the shape needs.</summary>
    public static void Count(long actual, long expected, string what, string name)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"{actual} {what} were given where the shape needs {expected}", name);
        }
    }

    /// <summary>Codes fit the shape, inputs are whole blocks of 128, and the scale is finite.</summary>
    public static void Ternary(TernaryWeights weights)
    {
        Shape(weights.Outputs, weights.Inputs);
        if (weights.Inputs % TernaryBlock != 0)
        {
            throw new ArgumentException($"a ternary matrix with {weights.Inputs} inputs: the layout needs a multiple of {TernaryBlock}", nameof(weights));
        }

        if (!float.IsFinite(weights.Scale))
        {
            throw new ArgumentException($"a ternary matrix with the scale {weights.Scale}: it must be finite", nameof(weights));
        }

        Count(weights.Codes.Length, (long)weights.Outputs * weights.Inputs / 4, "bytes of codes", nameof(weights));
    }

    /// <summary>So many rows fit.</summary>
    public static void Rows(int rows, int capacity, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        if (rows > capacity)
        {
            throw new ArgumentException($"{name} has room for {capacity} rows, not for {rows}", name);
        }
    }

    /// <summary>Rows [first, first + count) exist.</summary>
    public static void Range(int first, int count, int capacity, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if ((long)first + count > capacity)
        {
            throw new ArgumentException($"rows {first} to {(long)first + count} lie outside {name}, which has {capacity}", name);
        }
    }

    /// <summary>Rows have the width that is needed.</summary>
    public static void Width(int actual, int expected, string name)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"{name} has rows of {actual} elements where {expected} are needed", name);
        }
    }

    /// <summary>An output that must not be one of the inputs is not.</summary>
    public static void Distinct(object first, object second, string name)
    {
        if (ReferenceEquals(first, second))
        {
            throw new ArgumentException($"{name} is also an input; this operation needs another tensor to write to", name);
        }
    }

    /// <summary>The largest index of a batch lies in its table.</summary>
    public static void Table(int largest, int entries, string what)
    {
        if (largest >= entries)
        {
            throw new ArgumentException($"the batch has the {what} {largest}, and the table ends at {entries - 1}");
        }
    }

    /// <summary>Rows are whole heads of an even size.</summary>
    public static void Heads(int heads, int headSize, int width, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(heads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(headSize, 2);
        if (headSize % 2 != 0 || (long)heads * headSize != width)
        {
            throw new ArgumentException($"{name} has rows of {width} elements, which is not {heads} heads of {headSize} (an even number)", name);
        }
    }

    /// <summary>A batch fits into the space for it, has no negative ids, and its sequences follow each other without gaps.</summary>
    public static void Batch(in SequenceBatch batch, int maxTokens, int maxSequences)
    {
        if (batch.Tokens.Length > maxTokens || batch.Sequences.Length > maxSequences)
        {
            throw new ArgumentException($"{batch.Tokens.Length} tokens in {batch.Sequences.Length} sequences do not fit into a batch for {maxTokens} in {maxSequences}", nameof(batch));
        }

        if (!batch.FieldOrdinals.IsEmpty)
        {
            Count(batch.FieldOrdinals.Length, batch.Tokens.Length, "field ordinals", nameof(batch));
        }

        NotNegative(batch.Tokens, "token");
        NotNegative(batch.FieldOrdinals, "field ordinal");
        long row = 0;
        foreach (SequenceSpan sequence in batch.Sequences)
        {
            if (sequence.FirstRow != row || sequence.RowCount < 1 || sequence.PrefixStart < 0 || sequence.PrefixLength < 0
                || (long)sequence.PrefixLength + sequence.RowCount > int.MaxValue)
            {
                throw new ArgumentException($"{sequence} is not valid: sequences follow each other without gaps (the next row is {row}), have at least 1 row, and no negative prefix", nameof(batch));
            }

            row += sequence.RowCount;
        }

        Count(row, batch.Tokens.Length, "rows in the sequence table", nameof(batch));
    }


    /// <summary>Shapes of an attention fit each other and the batch.</summary>
    /// <param name="arguments">What the queue was given.</param>
    /// <param name="rows">New tokens of the batch.</param>
    /// <param name="prefixEnd">The end of the last prefix in the stores: the largest PrefixStart + PrefixLength; 0 where no sequence has a prefix.</param>
    public static void Attention(in AttentionArguments arguments, int rows, long prefixEnd)
    {
        HeadRows(arguments.Query, arguments.Heads, arguments.HeadSize, rows, nameof(arguments.Query));
        HeadRows(arguments.Key, arguments.KeyValueHeads, arguments.HeadSize, rows, nameof(arguments.Key));
        HeadRows(arguments.Value, arguments.KeyValueHeads, arguments.HeadSize, rows, nameof(arguments.Value));
        HeadRows(arguments.Output, arguments.Heads, arguments.HeadSize, rows, nameof(arguments.Output));
        Distinct(arguments.Query, arguments.Output, nameof(arguments.Output));
        Distinct(arguments.Key, arguments.Output, nameof(arguments.Output));
        Distinct(arguments.Value, arguments.Output, nameof(arguments.Output));
        if (arguments.Heads % arguments.KeyValueHeads != 0)
        {
            throw new ArgumentException($"{arguments.KeyValueHeads} key/value heads do not divide {arguments.Heads} query heads", nameof(arguments));
        }

        if (prefixEnd > 0)
        {
            Prefix(arguments.PrefixKey, arguments.Key.Width, prefixEnd, nameof(arguments.PrefixKey));
            Prefix(arguments.PrefixValue, arguments.Key.Width, prefixEnd, nameof(arguments.PrefixValue));
        }
    }

    private static void HeadRows(DeviceTensor tensor, int heads, int headSize, int rows, string name)
    {
        ArgumentNullException.ThrowIfNull(tensor, name);
        Heads(heads, headSize, tensor.Width, name);
        Rows(rows, tensor.Rows, name);
    }

    private static void Prefix(DeviceTensor? store, int width, long prefixEnd, string name)
    {
        if (store is null)
        {
            throw new ArgumentException($"a sequence of the batch has a prefix, so {name} must be given", name);
        }

        Width(store.Width, width, name);
        if (prefixEnd > store.Rows)
        {
            throw new ArgumentException($"a sequence of the batch has a prefix that ends at row {prefixEnd}; {name} has {store.Rows} rows", name);
        }
    }

    private static void NotNegative(ReadOnlySpan<int> values, string what)
    {
        foreach (int value in values)
        {
            if (value < 0)
            {
                throw new ArgumentException($"the batch has the {what} {value}; it must not be negative");
            }
        }
    }
}
