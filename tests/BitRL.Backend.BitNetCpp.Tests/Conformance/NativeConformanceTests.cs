using BitRL.Backend.BitNetCpp.Tests.Devices;
using BitRL.Backend.Conformance;
using BitRL.Contracts.Backends;
using Shouldly;
using Xunit;

namespace BitRL.Backend.BitNetCpp.Tests.Conformance;

/// <summary>Every case on every variant and method that this processor can run, with three workers, and with one where the method is free.</summary>
public sealed class NativeConformanceTests
{
    private const int Threads = 3;

    public static TheoryData<string, string, string> Runs => NativeDevices.Runs;

    [NativeTheory]
    [MemberData(nameof(Runs))]
    public void EveryCasePasses(string kernels, string method, string weights)
    {
        using IComputeDevice device = NativeDevices.Open(kernels, method, weights, Threads);
        foreach (int workers in method == "auto" ? [1, Threads] : (int[])[Threads])
        {
            ConformanceResult[] results = [.. ConformanceSuite.Run(device, workers, CancellationToken.None)];
            results.Length.ShouldBeGreaterThan(90);
            results.Where(result => !result.Passed).Select(result => result.ToString()).ShouldBeEmpty();
        }
    }
}
