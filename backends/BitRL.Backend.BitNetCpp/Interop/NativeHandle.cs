using System.Runtime.InteropServices;

namespace BitRL.Backend.BitNetCpp.Interop;

/// <summary>Owns something that the library made. Freed by <see cref="SafeHandle.Dispose()"/>, or at the latest by the finaliser.</summary>
internal sealed class NativeHandle : SafeHandle
{
    private readonly Action<nint> _release;
    private readonly long _pressure;

    /// <summary>Takes a handle over.</summary>
    /// <param name="value">The library's handle; 0 for none.</param>
    /// <param name="release">The library's function that frees it.</param>
    /// <param name="pressure">Bytes of memory behind it, for the garbage collector to know of.</param>
    public NativeHandle(nint value, Action<nint> release, long pressure = 0)
        : base(invalidHandleValue: 0, ownsHandle: true)
    {
        _release = release;
        _pressure = pressure;
        SetHandle(value);
        if (pressure > 0)
        {
            GC.AddMemoryPressure(pressure);
        }
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>The library's handle. Whoever uses it keeps this object alive.</summary>
    /// <exception cref="ObjectDisposedException">It was given back.</exception>
    public nint Value
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            return handle;
        }
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        _release(handle);
        if (_pressure > 0)
        {
            GC.RemoveMemoryPressure(_pressure);
        }

        return true;
    }
}
