using System.Collections.Immutable;
using BitRL.Backend.Conformance;
using BitRL.Backend.Cpu;
using BitRL.Contracts.Backends;
using Shouldly;
using Xunit;

namespace BitRL.Backend.Tests.Cpu;

/// <summary>Every case on every kernel variant that this processor can run. Variants that it cannot run are reported as skipped, with the reason.</summary>
public sealed class CpuConformanceTests
{
    private const int Threads = 3;

    public static TheoryData<string, int> Variants
    {
        get
        {
            TheoryData<string, int> data = [];
            foreach (string kernels in CpuBackendProvider.SupportedKernels.Prepend("auto"))
            {
                data.Add(kernels, 1);
                data.Add(kernels, Threads);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void EveryCasePasses(string kernels, int workers)
    {
        using IComputeDevice device = new CpuBackendProvider().Open(new DeviceOptions { Threads = Threads, Settings = new Dictionary<string, string> { ["kernels"] = kernels }.ToImmutableDictionary() });
        ConformanceResult[] results = [.. ConformanceSuite.Run(device, workers, CancellationToken.None)];
        results.Length.ShouldBeGreaterThan(90);
        results.Where(result => !result.Passed).Select(result => result.ToString()).ShouldBeEmpty();
    }
}
