using BitRL.Contracts.Backends;

namespace BitRL.Backend.BitNetCpp.Memory;

/// <summary>Float32 rows, without padding between rows.</summary>
internal sealed class NativeTensor(NativeDevice owner, int rows, int width) : DeviceTensor(rows, width), IOwned
{
    private readonly NativeBuffer _buffer = new((long)rows * width * sizeof(float));

    /// <inheritdoc/>
    public NativeDevice Owner { get; } = owner;

    /// <summary>The first element.</summary>
    public unsafe float* Pointer => (float*)_buffer.Pointer;

    /// <inheritdoc/>
    public override void Dispose()
    {
        _buffer.Dispose();
        Owner.Forget(this);
    }
}
