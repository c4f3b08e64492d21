using BitRL.Backend.BitNetCpp.Interop;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.BitNetCpp.Memory;

/// <summary>A float32 matrix of the library, repacked.</summary>
/// <param name="inputs">Columns.</param>
/// <param name="outputs">Rows.</param>
/// <param name="handle">The library's matrix; taken over.</param>
internal sealed class NativeDenseMatrix(int inputs, int outputs, NativeHandle handle) : WeightMatrix(inputs, outputs, NativeMethods.bitrl_dense_bytes(handle.Value))
{
    /// <summary>The library's matrix.</summary>
    public nint Handle => handle.Value;

    /// <inheritdoc/>
    protected override void Release() => handle.Dispose();
}
