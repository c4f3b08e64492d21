using BitRL.Contracts.Backends;
using BitRL.TestKit;
using Shouldly;

namespace BitRL.Backend.BitNetCpp.Tests.Devices;

public sealed class SteadyStateTests
{
    [NativeTheory]
    [Xunit.InlineData(1)]
    [Xunit.InlineData(2)]
    public void NoOperationAllocates(int workers)
    {
        using IComputeDevice device = NativeDevices.Open(threads: workers);
        SteadyState.AllocatedBytes(device, workers).ShouldBe(0);
    }
}
