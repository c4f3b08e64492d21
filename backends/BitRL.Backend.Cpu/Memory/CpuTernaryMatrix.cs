using System.Buffers;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.Cpu.Memory;

/// <summary>A ternary matrix, either repacked into a buffer of its own or used in place in the memory that the caller keeps.</summary>
internal sealed unsafe class CpuTernaryMatrix : WeightMatrix, IOwned
{
    private readonly AlignedBuffer? _packed;
    private MemoryHandle _inPlace;
    private bool _disposed;

    /// <param name="owner">The device.</param>
    /// <param name="weights">Shape and scale; the codes are kept pinned where <paramref name="packed"/> is null, and not kept otherwise.</param>
    /// <param name="packed">The codes in the layout of the device's kernel; taken over.</param>
    public CpuTernaryMatrix(CpuDevice owner, TernaryWeights weights, AlignedBuffer? packed)
        : base(weights.Inputs, weights.Outputs, packed?.Bytes ?? 0)
    {
        Owner = owner;
        Scale = weights.Scale;
        _packed = packed;
        _inPlace = packed is null ? weights.Codes.Pin() : default;
    }

    /// <inheritdoc/>
    public CpuDevice Owner { get; }

    /// <summary>w = (code − 1) · Scale.</summary>
    public float Scale { get; }

    /// <summary>The first byte of the codes, in the layout of the device's kernel.</summary>
    public byte* Codes
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _packed is null ? (byte*)_inPlace.Pointer : _packed.Pointer;
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _packed?.Dispose();
            _inPlace.Dispose();
            Owner.Forget(this);
        }
    }
}
