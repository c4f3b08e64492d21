namespace BitRL.Ppo.Networks.Simd;

/// <summary>A matrix in someone else's memory: element (r, c) is at r · rowStride + c · columnStride. Swapping the strides transposes it for free.</summary>
internal readonly ref struct Strided(ReadOnlySpan<float> values, int rowStride, int columnStride)
{
    public ReadOnlySpan<float> Values { get; } = values;

    public int RowStride { get; } = rowStride;

    public int ColumnStride { get; } = columnStride;

    public int RequiredLength(int rows, int columns) => rows == 0 || columns == 0 ? 0 : ((rows - 1) * RowStride) + ((columns - 1) * ColumnStride) + 1;
}
