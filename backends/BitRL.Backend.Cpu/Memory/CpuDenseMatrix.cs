using BitRL.Contracts.Backends;

namespace BitRL.Backend.Cpu.Memory;

/// <summary>A float32 matrix in the layout of the device's dense kernel.</summary>
internal sealed unsafe class CpuDenseMatrix(CpuDevice owner, int inputs, int outputs, AlignedBuffer packed) : WeightMatrix(inputs, outputs, packed.Bytes), IOwned
{
    /// <inheritdoc/>
    public CpuDevice Owner { get; } = owner;

    /// <summary>The first element.</summary>
    public float* Values => (float*)packed.Pointer;

    /// <inheritdoc/>
    public override void Dispose()
    {
        packed.Dispose();
        Owner.Forget(this);
    }
}
