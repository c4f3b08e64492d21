using System.Buffers;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.Cpu.Memory;

/// <summary>A ternary matrix, either repacked into a buffer of its own or used in place in the memory that the caller keeps.</summary>
/// <param name="weights">Shape and scale; the codes are kept pinned where <paramref name="packed"/> is null, and not kept otherwise.</param>
/// <param name="packed">The codes in the layout of the device's kernel; taken over.</param>
internal sealed unsafe class CpuTernaryMatrix(TernaryWeights weights, AlignedBuffer? packed) : WeightMatrix(weights.Inputs, weights.Outputs, packed?.Bytes ?? 0)
{
    private MemoryHandle _inPlace = packed is null ? weights.Codes.Pin() : default;

    /// <summary>w = (code − 1) · Scale.</summary>
    public float Scale { get; } = weights.Scale;

    /// <summary>The first byte of the codes, in the layout of the device's kernel.</summary>
    public byte* Codes => packed is null ? (byte*)_inPlace.Pointer : packed.Pointer;

    /// <inheritdoc/>
    protected override void Release()
    {
        packed?.Dispose();
        _inPlace.Dispose();
    }
}
