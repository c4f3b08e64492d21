using BitRL.Backend.BitNetCpp.Interop;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.BitNetCpp.Memory;

/// <summary>A float32 matrix of the library, repacked.</summary>
internal sealed class NativeDenseMatrix(NativeDevice owner, int inputs, int outputs, NativeHandle handle)
    : WeightMatrix(inputs, outputs, NativeMethods.bitrl_dense_bytes(handle.Value)), IOwned
{
    /// <inheritdoc/>
    public NativeDevice Owner { get; } = owner;

    /// <summary>The library's matrix.</summary>
    public nint Handle => handle.Value;

    /// <inheritdoc/>
    public override void Dispose()
    {
        handle.Dispose();
        Owner.Forget(this);
    }
}
