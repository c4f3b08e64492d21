using BitRL.Backend.Conformance;
using BitRL.Backend.Cpu;
using BitRL.Contracts.Backends;
using Shouldly;
using Xunit;

namespace BitRL.Backend.Tests.Cpu;

/// <summary>Every case on every kernel variant that this processor can run, with one worker and with three.</summary>
public sealed class CpuConformanceTests
{
    private const int Threads = 3;

    public static TheoryData<string, int> Runs
    {
        get
        {
            TheoryData<string, int> data = [];
            foreach (string kernels in CpuBackendProvider.SupportedKernels)
            {
                data.Add(kernels, 1);
                data.Add(kernels, Threads);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void EveryCasePasses(string kernels, int workers)
    {
        using IComputeDevice device = CpuDevices.Open(kernels, Threads);
        ConformanceResult[] results = [.. ConformanceSuite.Run(device, workers, CancellationToken.None)];
        results.Length.ShouldBeGreaterThan(90);
        results.Where(result => !result.Passed).Select(result => result.ToString()).ShouldBeEmpty();
    }
}
