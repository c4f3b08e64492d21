using BitRL.Backend.Torch.Memory;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.Torch;

/// <summary>Shape checks: each throws <see cref="ArgumentException"/> before anything is written.</summary>
internal static class Check
{
    private const int TernaryBlock = 128;

    /// <summary>The object was made by this device.</summary>
    public static T Own<T>(TorchDevice device, object value, string name)
        where T : class, IOwned
    {
        ArgumentNullException.ThrowIfNull(value, name);
        return value is T own && own.Owner == device
            ? own
            : throw new ArgumentException($"{name} ({value.GetType().Name}) was not made by this device", name);
    }

    public static void Shape(int rows, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
    }

    public static void Count(long actual, long expected, string what, string name)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"{actual} {what} were given where the shape needs {expected}", name);
        }
    }

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

    public static void Rows(int rows, int capacity, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        if (rows > capacity)
        {
            throw new ArgumentException($"{name} has room for {capacity} rows, not for {rows}", name);
        }
    }

    public static void Range(int first, int count, int capacity, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if ((long)first + count > capacity)
        {
            throw new ArgumentException($"rows {first} to {(long)first + count} lie outside {name}, which has {capacity}", name);
        }
    }

    public static void Width(int actual, int expected, string name)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"{name} has rows of {actual} elements where {expected} are needed", name);
        }
    }

    public static void Distinct(object first, object second, string name)
    {
        if (ReferenceEquals(first, second))
        {
            throw new ArgumentException($"{name} is also an input; this operation needs another tensor to write to", name);
        }
    }

    public static void Table(int largest, int entries, string what)
    {
        if (largest >= entries)
        {
            throw new ArgumentException($"the batch has the {what} {largest}, and the table ends at {entries - 1}");
        }
    }

    public static void Heads(int heads, int headSize, int width, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(heads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(headSize, 2);
        if (headSize % 2 != 0 || (long)heads * headSize != width)
        {
            throw new ArgumentException($"{name} has rows of {width} elements, which is not {heads} heads of {headSize} (an even number)", name);
        }
    }

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
