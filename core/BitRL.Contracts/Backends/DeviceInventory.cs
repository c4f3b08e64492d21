using System.Runtime.CompilerServices;

namespace BitRL.Contracts.Backends;

/// <summary>
/// What a device has made and must release: a backend's <see cref="IComputeDevice"/> has one, and its queues ask it whether an argument is theirs. Thread-safe; asking takes no lock and
/// allocates nothing.
/// </summary>
public sealed class DeviceInventory : IDisposable
{
    private readonly Lock _lock = new();
    private readonly HashSet<IDisposable> _kept = new(ReferenceEqualityComparer.Instance);
    private bool _isDisposed;

    /// <summary>Takes a new object over: a <see cref="DeviceObject"/>, or a queue (which calls <see cref="Forget"/> when it is disposed).</summary>
    /// <returns>The object.</returns>
    /// <exception cref="ObjectDisposedException">The device is closed; the object was disposed.</exception>
    public T Keep<T>(T made)
        where T : class, IDisposable
    {
        ArgumentNullException.ThrowIfNull(made);
        lock (_lock)
        {
            if (!_isDisposed)
            {
                _kept.Add(made);
                if (made is DeviceObject owned)
                {
                    owned.Owner = this;
                }

                return made;
            }
        }

        made.Dispose();
        throw new ObjectDisposedException(nameof(IComputeDevice), "the device is closed; it makes nothing any more");
    }

    /// <summary>An argument of an operation as the backend's own type.</summary>
    /// <typeparam name="T">The type that the operation works on.</typeparam>
    /// <param name="value">What the caller gave.</param>
    /// <param name="name">The argument's name.</param>
    /// <exception cref="ArgumentException">It is null, was made by another device, or is not of this type.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public T Own<T>(DeviceObject value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : DeviceObject
    {
        if (value is not T own || own.Owner != this)
        {
            throw NotOwn(value, typeof(T), name);
        }

        ObjectDisposedException.ThrowIf(own.IsDisposed, own);
        return own;
    }

    /// <summary>Asks the same of every tensor of an attention, so that they may be cast.</summary>
    /// <exception cref="ArgumentException">One is null that may not be, was made by another device, or is not of this type.</exception>
    /// <exception cref="ObjectDisposedException">One was disposed.</exception>
    public void Own<T>(in AttentionArguments arguments)
        where T : DeviceTensor
    {
        Own<T>(arguments.Query, nameof(arguments.Query));
        Own<T>(arguments.Key, nameof(arguments.Key));
        Own<T>(arguments.Value, nameof(arguments.Value));
        Own<T>(arguments.Output, nameof(arguments.Output));
        if (arguments.PrefixKey is { } prefixKey)
        {
            Own<T>(prefixKey, nameof(arguments.PrefixKey));
        }

        if (arguments.PrefixValue is { } prefixValue)
        {
            Own<T>(prefixValue, nameof(arguments.PrefixValue));
        }
    }

    /// <summary>An object was disposed on its own.</summary>
    public void Forget(IDisposable made)
    {
        lock (_lock)
        {
            _kept.Remove(made);
        }
    }

    /// <summary>Disposes everything that is left, queues first: their workers may still look at buffers.</summary>
    public void Dispose()
    {
        IDisposable[] left;
        lock (_lock)
        {
            _isDisposed = true;
            left = [.. _kept];
        }

        foreach (IDisposable made in left.OrderBy(made => made is IComputeQueue ? 0 : 1))
        {
            made.Dispose();
        }
    }

    private ArgumentException NotOwn(DeviceObject? value, Type wanted, string name) => value switch
    {
        null => new ArgumentNullException(name),
        { Owner: var owner } when owner == this => new ArgumentException($"{name} is a {value.GetType().Name}; this operation needs a {wanted.Name}", name),
        _ => new ArgumentException($"{name} ({value.GetType().Name}) was not made by this device", name),
    };
}
