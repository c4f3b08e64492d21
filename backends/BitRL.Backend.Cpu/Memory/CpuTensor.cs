using BitRL.Contracts.Backends;

namespace BitRL.Backend.Cpu.Memory;

/// <summary>Float32 rows in host memory, without padding between rows.</summary>
internal sealed class CpuTensor(int rows, int width) : DeviceTensor(rows, width)
{
    private readonly AlignedBuffer _buffer = new((long)rows * width * sizeof(float));

    /// <summary>The first element.</summary>
    public unsafe float* Pointer => (float*)_buffer.Pointer;

    /// <inheritdoc/>
    protected override void Release() => _buffer.Dispose();
}
