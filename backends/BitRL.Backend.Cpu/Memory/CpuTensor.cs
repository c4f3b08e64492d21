using BitRL.Contracts.Backends;

namespace BitRL.Backend.Cpu.Memory;

/// <summary>Float32 rows in host memory, without padding between rows.</summary>
internal sealed class CpuTensor(CpuDevice owner, int rows, int width) : DeviceTensor(rows, width), IOwned
{
    private readonly AlignedBuffer _buffer = new((long)rows * width * sizeof(float));

    /// <inheritdoc/>
    public CpuDevice Owner { get; } = owner;

    /// <summary>The first element.</summary>
    public unsafe float* Pointer => (float*)_buffer.Pointer;

    /// <inheritdoc/>
    public override void Dispose()
    {
        _buffer.Dispose();
        Owner.Forget(this);
    }
}
