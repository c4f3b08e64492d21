namespace BitRL.Backend.Cpu;

/// <summary>Raw access to int8-quantised rows.</summary>
/// <param name="values">[rows, stride] row-major; elements past <paramref name="width"/> are 0; rows past the last are allocated up to a multiple of <see cref="RowPadding"/>.</param>
/// <param name="steps">One a row: the real value of 1, max(1e-5, max|x|) / 127.</param>
/// <param name="sums">One a row: the sum of its elements.</param>
/// <param name="width">Elements a row.</param>
/// <param name="stride">Elements from one row to the next, a multiple of 64.</param>
internal readonly unsafe struct QuantizedView(sbyte* values, float* steps, int* sums, int width, int stride)
{
    /// <summary>Kernels may read (and ignore) rows up to the next multiple of this.</summary>
    public const int RowPadding = 32;

    /// <summary>[rows, Stride] row-major.</summary>
    public sbyte* Values { get; } = values;

    /// <summary>The real value of 1, one a row.</summary>
    public float* Steps { get; } = steps;

    /// <summary>Sum of the elements, one a row.</summary>
    public int* Sums { get; } = sums;

    /// <summary>Elements a row.</summary>
    public int Width { get; } = width;

    /// <summary>Elements from one row to the next.</summary>
    public int Stride { get; } = stride;
}
