using System.Buffers;
using BitRL.Backend.BitNetCpp.Interop;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.BitNetCpp.Memory;

/// <summary>A ternary matrix of the library, repacked, or over the memory that the caller keeps.</summary>
internal sealed class NativeTernaryMatrix : WeightMatrix, IOwned
{
    private readonly NativeHandle _handle;
    private MemoryHandle _inPlace;
    private bool _disposed;

    /// <param name="owner">The device.</param>
    /// <param name="weights">Shape.</param>
    /// <param name="handle">The library's matrix; taken over.</param>
    /// <param name="inPlace">What holds the memory that the matrix reads; taken over; default where it was copied.</param>
    public NativeTernaryMatrix(NativeDevice owner, TernaryWeights weights, NativeHandle handle, MemoryHandle inPlace)
        : base(weights.Inputs, weights.Outputs, NativeMethods.bitrl_ternary_bytes(handle.Value))
    {
        Owner = owner;
        _handle = handle;
        _inPlace = inPlace;
    }

    /// <inheritdoc/>
    public NativeDevice Owner { get; }

    /// <summary>The library's matrix.</summary>
    public nint Handle => _handle.Value;

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _handle.Dispose();
            _inPlace.Dispose();
            Owner.Forget(this);
        }
    }
}
