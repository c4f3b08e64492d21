using BitRL.Contracts.Backends;
using BitRL.TestKit;
using Shouldly;
using Xunit;

namespace BitRL.Backend.Tests.Cpu;

public sealed class SteadyStateTests
{
    [Theory]
    [InlineData("auto", 1)]
    [InlineData("auto", 2)]
    [InlineData("scalar", 1)]
    public void NoOperationAllocates(string kernels, int workers)
    {
        using IComputeDevice device = CpuDevices.Open(kernels, workers);
        SteadyState.AllocatedBytes(device, workers).ShouldBe(0);
    }
}
