using System.Collections.Immutable;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.Torch.Tests;

/// <summary>Opens torch devices on the CPU.</summary>
internal static class TorchDevices
{
    /// <summary>The names of all backends of the plugin.</summary>
    public static IEnumerable<string> Names => TorchPrecision.All.Select(precision => precision.Name);

    public static TorchBackendProvider Provider(string name) => new(TorchPrecision.All.Single(precision => precision.Name == name));

    /// <param name="name">The backend.</param>
    /// <param name="threads">Threads of the device.</param>
    /// <param name="settings">"name=value" pairs separated by commas, or empty.</param>
    public static IComputeDevice Open(string name, int threads = 1, string settings = "") => Provider(name).Open(new DeviceOptions
    {
        Threads = threads,
        Settings = settings.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToImmutableDictionary(pair => pair[0], pair => pair[1]).SetItem("device", "cpu"),
    });
}
