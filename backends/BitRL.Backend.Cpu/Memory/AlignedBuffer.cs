using System.Runtime.InteropServices;

namespace BitRL.Backend.Cpu.Memory;

/// <summary>Memory outside the garbage collector, aligned to a cache line, zeroed. Freed by <see cref="SafeHandle.Dispose()"/>, or at the latest by the handle's finaliser.</summary>
internal sealed unsafe class AlignedBuffer : SafeHandle
{
    /// <summary>Bytes of a cache line, and of the widest vector.</summary>
    public const int Alignment = 64;

    private readonly long _allocated;
    private readonly nint _start;

    /// <summary>Allocates.</summary>
    /// <param name="bytes">At least 0. Another cache line follows, so that a kernel may read one vector past the end.</param>
    /// <exception cref="OutOfMemoryException">There is not so much memory.</exception>
    public AlignedBuffer(long bytes)
        : base(invalidHandleValue: 0, ownsHandle: true)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        Bytes = bytes;
        long allocated = Round.Up(bytes, Alignment) + (2 * Alignment);
        // Large blocks come zeroed from the system: pages that nobody writes, as in stores that are never full, take no physical memory.
        _start = (nint)NativeMemory.AllocZeroed((nuint)allocated);
        SetHandle((nint)Round.Up(_start, Alignment));
        _allocated = allocated;
        GC.AddMemoryPressure(allocated);
    }

    /// <summary>Usable bytes.</summary>
    public long Bytes { get; }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>The first byte.</summary>
    /// <exception cref="ObjectDisposedException">The memory was given back.</exception>
    public byte* Pointer
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            return (byte*)handle;
        }
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeMemory.Free((void*)_start);
        GC.RemoveMemoryPressure(_allocated);
        return true;
    }
}
