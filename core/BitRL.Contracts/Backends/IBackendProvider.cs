using BitRL.Contracts.Plugins;

namespace BitRL.Contracts.Backends;

/// <summary>Offers kernels on one kind of device. Thread-safe; holds no device until <see cref="Open"/>.</summary>
public interface IBackendProvider
{
    /// <summary>Name on the command line, lower case: <c>cpu</c>.</summary>
    string Name { get; }

    /// <summary>One line for <c>bitrl backends</c>.</summary>
    string Description { get; }

    /// <summary>Settings that <see cref="DeviceOptions.Settings"/> may hold.</summary>
    IReadOnlyList<SettingDescriptor> Settings { get; }

    /// <summary>Says whether and how well this machine can run the backend. Never throws: a probe that says no says why.</summary>
    BackendProbe Probe();

    /// <summary>Opens the device. The caller disposes it.</summary>
    /// <exception cref="ArgumentException">A setting has a value that the backend cannot take; the message names it.</exception>
    /// <exception cref="BackendUnavailableException">The probe would say no, or the device failed to open.</exception>
    IComputeDevice Open(DeviceOptions options);
}
