using BitRL.Backend.Conformance;
using BitRL.Contracts.Backends;
using Shouldly;
using Xunit;

namespace BitRL.Backend.Torch.Tests.Conformance;

/// <summary>Every case at every precision, with each way of multiplying and each size of group, with one thread and with two.</summary>
public sealed class TorchConformanceTests
{
    public static TheoryData<string, int, string> Runs => new()
    {
        { "torch-fp32", 1, "" },
        { "torch-fp32", 2, "" },
        { "torch-fp16", 1, "product=widen" },
        { "torch-fp16", 2, "product=native" },
        { "torch-bf16", 1, "product=widen" },
        { "torch-bf16", 2, "product=native" },
        { "torch-int8", 1, "" },
        { "torch-int8", 2, "" },
        { "torch-int4", 1, "group=32" },
        { "torch-int4", 2, "group=64" },
        { "torch-int4", 1, "group=128" },
    };

    [TorchTheory]
    [MemberData(nameof(Runs))]
    public void EveryCasePasses(string backend, int threads, string settings)
    {
        using IComputeDevice device = TorchDevices.Open(backend, threads, settings);
        ConformanceResult[] results = [.. ConformanceSuite.Run(device, threads, CancellationToken.None)];
        results.Length.ShouldBeGreaterThan(90);
        results.Where(result => !result.Passed).Select(result => result.ToString()).ShouldBeEmpty();
    }
}
