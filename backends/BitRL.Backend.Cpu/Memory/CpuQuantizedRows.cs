using BitRL.Contracts.Backends;

namespace BitRL.Backend.Cpu.Memory;

/// <summary>Int8 rows with a step and a sum each.</summary>
internal sealed unsafe class CpuQuantizedRows : QuantizedRows
{
    private readonly AlignedBuffer _values;
    private readonly AlignedBuffer _steps;
    private readonly AlignedBuffer _sums;
    private readonly int _stride;

    public CpuQuantizedRows(int rows, int width)
        : base(rows, width)
    {
        _stride = (int)Round.Up(width, AlignedBuffer.Alignment);
        long padded = Round.Up(rows, QuantizedView.RowPadding);
        _values = new AlignedBuffer(padded * _stride);
        _steps = new AlignedBuffer(padded * sizeof(float));
        _sums = new AlignedBuffer(padded * sizeof(int));
    }

    /// <summary>Raw access.</summary>
    public QuantizedView View => new((sbyte*)_values.Pointer, (float*)_steps.Pointer, (int*)_sums.Pointer, Width, _stride);

    /// <inheritdoc/>
    protected override void Release()
    {
        _values.Dispose();
        _steps.Dispose();
        _sums.Dispose();
    }
}
