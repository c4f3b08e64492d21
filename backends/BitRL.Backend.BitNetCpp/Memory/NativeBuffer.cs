using BitRL.Backend.BitNetCpp.Interop;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.BitNetCpp.Memory;

/// <summary>Memory of the library: aligned to a cache line, zeroed.</summary>
internal sealed class NativeBuffer : IDisposable
{
    private readonly NativeHandle _handle;

    /// <summary>Allocates.</summary>
    /// <exception cref="BackendUnavailableException">There is not so much memory.</exception>
    public NativeBuffer(long bytes)
    {
        nint memory = NativeMethods.bitrl_buffer_create(bytes);
        _handle = memory != 0 ? new NativeHandle(memory, NativeMethods.bitrl_buffer_release, bytes) : throw new BackendUnavailableException($"there is no room for a buffer of {bytes} bytes");
    }

    /// <summary>The first byte.</summary>
    /// <exception cref="ObjectDisposedException">The memory was given back.</exception>
    public unsafe byte* Pointer => (byte*)_handle.Value;

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();
}
