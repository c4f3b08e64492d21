using BitRL.Backend.BitNetCpp.Interop;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.BitNetCpp.Memory;

/// <summary>Int8 rows with a step and a sum each.</summary>
internal sealed unsafe class NativeQuantizedRows : QuantizedRows
{
    private readonly NativeBuffer _values;
    private readonly NativeBuffer _steps;
    private readonly NativeBuffer _sums;
    private readonly int _stride;

    public NativeQuantizedRows(int rows, int width)
        : base(rows, width)
    {
        const int alignment = NativeMethods.RowAlignment;
        _stride = checked((width + alignment - 1) / alignment * alignment);
        _values = new NativeBuffer(((long)rows * _stride) + alignment);
        _steps = new NativeBuffer((long)rows * sizeof(float));
        _sums = new NativeBuffer((long)rows * sizeof(int));
    }

    /// <summary>As the library sees it.</summary>
    public NativeQuantized View => new()
    {
        Values = (sbyte*)_values.Pointer,
        Steps = (float*)_steps.Pointer,
        Sums = (int*)_sums.Pointer,
        Width = Width,
        Stride = _stride,
    };

    /// <inheritdoc/>
    protected override void Release()
    {
        _values.Dispose();
        _steps.Dispose();
        _sums.Dispose();
    }
}
