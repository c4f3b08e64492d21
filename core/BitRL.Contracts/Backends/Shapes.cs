namespace BitRL.Contracts.Backends;

/// <summary>The single checks of which <see cref="DeviceArguments"/> is made. Each throws an <see cref="ArgumentException"/> with what there is and what is needed.</summary>
internal static class Shapes
{
    /// <summary>There are as many as the shape needs.</summary>
    public static void Count(long actual, long expected, string what, string name)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"{actual} {what} were given where the shape needs {expected}", name);
        }
    }

    /// <summary>A tensor is there, its rows have the width that is needed, and so many fit.</summary>
    public static void Tensor(DeviceTensor tensor, int rows, int width, string name)
    {
        ArgumentNullException.ThrowIfNull(tensor, name);
        Width(tensor.Width, width, name);
        Rows(rows, tensor.Rows, name);
    }

    /// <summary>The same of quantised rows.</summary>
    public static void Quantized(QuantizedRows quantized, int rows, int width, string name)
    {
        ArgumentNullException.ThrowIfNull(quantized, name);
        Width(quantized.Width, width, name);
        Rows(rows, quantized.Rows, name);
    }

    /// <summary>A tensor is there, and its rows are whole heads of an even size, of which so many fit.</summary>
    public static void Heads(DeviceTensor tensor, int heads, int headSize, int rows, string name)
    {
        ArgumentNullException.ThrowIfNull(tensor, name);
        ArgumentOutOfRangeException.ThrowIfLessThan(heads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(headSize, 2);
        if (headSize % 2 != 0 || (long)heads * headSize != tensor.Width)
        {
            throw new ArgumentException($"{name} has rows of {tensor.Width} elements, which is not {heads} heads of {headSize} (an even number)", name);
        }

        Rows(rows, tensor.Rows, name);
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
    public static void Width(long actual, long expected, string name)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"{name} has rows of {actual} elements where {expected} are needed", name);
        }
    }

    /// <summary>An output that must not be one of the inputs is not.</summary>
    public static void Distinct(DeviceTensor input, DeviceTensor output, string name)
    {
        if (ReferenceEquals(input, output))
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
}
