using System.Collections.Immutable;
using BitRL.Backend.Cpu;
using BitRL.Contracts.Backends;
using Xunit;

namespace BitRL.Backend.Tests.Cpu;

/// <summary>Opens CPU devices by the name of their kernels.</summary>
internal static class CpuDevices
{
    public static TheoryData<string> Variants => [.. CpuBackendProvider.SupportedKernels];

    public static IComputeDevice Open(string kernels, int threads = 1) =>
        new CpuBackendProvider().Open(new DeviceOptions { Threads = threads, Settings = ImmutableDictionary<string, string>.Empty.Add("kernels", kernels) });
}
