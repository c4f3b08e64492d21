using System.Collections.Immutable;
using BitRL.Backend.Cpu;
using BitRL.Contracts.Backends;

namespace BitRL.Model.Tests;

/// <summary>Devices to test on.</summary>
internal static class Devices
{
    public static IComputeDevice Open(int threads, string kernels = "auto") => new CpuBackendProvider().Open(new DeviceOptions
    {
        Threads = threads,
        Settings = ImmutableDictionary<string, string>.Empty.Add("kernels", kernels),
    });
}
