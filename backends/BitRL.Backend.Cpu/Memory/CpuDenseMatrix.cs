using BitRL.Contracts.Backends;

namespace BitRL.Backend.Cpu.Memory;

/// <summary>A float32 matrix in the layout of the device's dense kernel.</summary>
/// <param name="inputs">Columns.</param>
/// <param name="outputs">Rows.</param>
/// <param name="packed">The elements; taken over.</param>
internal sealed unsafe class CpuDenseMatrix(int inputs, int outputs, AlignedBuffer packed) : WeightMatrix(inputs, outputs, packed.Bytes)
{
    /// <summary>The first element.</summary>
    public float* Values => (float*)packed.Pointer;

    /// <inheritdoc/>
    protected override void Release() => packed.Dispose();
}
