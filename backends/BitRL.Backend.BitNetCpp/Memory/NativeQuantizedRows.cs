using BitRL.Backend.BitNetCpp.Interop;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.BitNetCpp.Memory;

/// <summary>Int8 rows with a step and a sum each.</summary>
internal sealed unsafe class NativeQuantizedRows : QuantizedRows, IOwned
{
    private readonly NativeBuffer _values;
    private readonly NativeBuffer _steps;
    private readonly NativeBuffer _sums;
    private readonly int _stride;

    public NativeQuantizedRows(NativeDevice owner, int rows, int width)
        : base(rows, width)
    {
        const int alignment = NativeMethods.RowAlignment;
        Owner = owner;
        _stride = checked((width + alignment - 1) / alignment * alignment);
        _values = new NativeBuffer(((long)rows * _stride) + alignment);
        _steps = new NativeBuffer((long)rows * sizeof(float));
        _sums = new NativeBuffer((long)rows * sizeof(int));
    }

    /// <inheritdoc/>
    public NativeDevice Owner { get; }

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
    public override void Dispose()
    {
        _values.Dispose();
        _steps.Dispose();
        _sums.Dispose();
        Owner.Forget(this);
    }
}
