using BitRL.Backend.Cpu;
using BitRL.Contracts.Backends;
using Shouldly;
using Xunit;

namespace BitRL.Backend.Tests.Cpu;

public sealed class CpuBackendProviderTests
{
    [Fact]
    public void TheProbeNamesTheFastestVariant()
    {
        BackendProbe probe = new CpuBackendProvider().Probe();
        using IComputeDevice device = new CpuBackendProvider().Open(new DeviceOptions { Threads = 1 });
        probe.IsAvailable.ShouldBeTrue();
        probe.Detail.ShouldStartWith(device.Descriptor.Kernels);
    }

    [Fact]
    public void AnUnknownVariantIsRefusedWithTheNamesThatWork()
    {
        ArgumentException error = Should.Throw<ArgumentException>(() => CpuDevices.Open("mmx"));
        error.Message.ShouldContain("'mmx'");
        error.Message.ShouldContain("scalar");
    }

    [Fact]
    public void AVariantOfAnotherProcessorIsRefusedWithWhatItNeeds()
    {
        string[] names = ["avx512", "avx2", "advsimd"];
        string foreign = names.First(name => !CpuBackendProvider.SupportedKernels.Contains(name));
        BackendUnavailableException error = Should.Throw<BackendUnavailableException>(() => CpuDevices.Open(foreign));
        error.Message.ShouldContain("it needs");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void AQueueCannotHaveMoreWorkersThanTheDeviceHasThreads(int workers)
    {
        using IComputeDevice device = CpuDevices.Open("auto", threads: 2);
        Should.Throw<ArgumentOutOfRangeException>(() => device.CreateQueue(workers));
    }

    [Fact]
    public void ADisposedDeviceReleasesWhatItMade()
    {
        IComputeDevice device = CpuDevices.Open("auto");
        IComputeQueue queue = device.CreateQueue(1);
        DeviceTensor tensor = device.CreateTensor(2, 8);
        device.Dispose();
        Should.Throw<ObjectDisposedException>(() => queue.Download(tensor, 2, new float[16]));
        Should.Throw<ObjectDisposedException>(() => device.CreateTensor(1, 1));
        tensor.Dispose(); // twice does no harm
    }

    [Fact]
    public void ObjectsOfAnotherDeviceAreRefused()
    {
        using IComputeDevice device = CpuDevices.Open("auto");
        using IComputeDevice other = CpuDevices.Open("auto");
        using IComputeQueue queue = device.CreateQueue(1);
        Should.Throw<ArgumentException>(() => queue.Download(other.CreateTensor(1, 4), 1, new float[4]));
    }
}
