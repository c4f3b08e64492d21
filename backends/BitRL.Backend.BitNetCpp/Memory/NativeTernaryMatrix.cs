using System.Buffers;
using BitRL.Backend.BitNetCpp.Interop;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.BitNetCpp.Memory;

/// <summary>A ternary matrix of the library, repacked, or over the memory that the caller keeps.</summary>
/// <param name="weights">Shape.</param>
/// <param name="handle">The library's matrix; taken over.</param>
/// <param name="inPlace">What holds the memory that the matrix reads; taken over; default where it was copied.</param>
internal sealed class NativeTernaryMatrix(TernaryWeights weights, NativeHandle handle, MemoryHandle inPlace)
    : WeightMatrix(weights.Inputs, weights.Outputs, NativeMethods.bitrl_ternary_bytes(handle.Value))
{
    private MemoryHandle _inPlace = inPlace;

    /// <summary>The library's matrix.</summary>
    public nint Handle => handle.Value;

    /// <inheritdoc/>
    protected override void Release()
    {
        handle.Dispose();
        _inPlace.Dispose();
    }
}
