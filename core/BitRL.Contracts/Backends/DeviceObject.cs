namespace BitRL.Contracts.Backends;

/// <summary>
/// Something that a device made. It belongs to that device, may only be given to its queues, and is released by its own <see cref="Dispose"/> or, at the latest, by the
/// device's (see <see cref="DeviceInventory"/>).
/// </summary>
public abstract class DeviceObject : IDisposable
{
    private int _isDisposed;

    /// <summary>Whose it is; null where no inventory keeps it (a part of another object).</summary>
    internal DeviceInventory? Owner { get; set; }

    /// <summary>Whether it was released.</summary>
    internal bool IsDisposed => Volatile.Read(ref _isDisposed) != 0;

    /// <summary>Releases it. The second call does nothing.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            Release();
            Owner?.Forget(this);
        }
    }

    /// <summary>Gives back memory and handles. Called once.</summary>
    protected abstract void Release();
}
