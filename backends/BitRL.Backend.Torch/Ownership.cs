using BitRL.Backend.Torch.Memory;

namespace BitRL.Backend.Torch;

/// <summary>Who made what.</summary>
internal static class Ownership
{
    /// <summary>The object as this backend's own type.</summary>
    /// <exception cref="ArgumentException">It was not made by this device.</exception>
    public static T Own<T>(this TorchDevice device, object value, string name)
        where T : class, IOwned
    {
        ArgumentNullException.ThrowIfNull(value, name);
        return value is T own && own.Owner == device
            ? own
            : throw new ArgumentException($"{name} ({value.GetType().Name}) was not made by this device", name);
    }
}
