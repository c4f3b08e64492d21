using BitRL.Contracts.Backends;

namespace BitRL.Backend.BitNetCpp.Memory;

/// <summary>Float32 rows, without padding between rows.</summary>
internal sealed class NativeTensor(int rows, int width) : DeviceTensor(rows, width)
{
    private readonly NativeBuffer _buffer = new((long)rows * width * sizeof(float));

    /// <summary>The first element.</summary>
    public unsafe float* Pointer => (float*)_buffer.Pointer;

    /// <inheritdoc/>
    protected override void Release() => _buffer.Dispose();
}
