using System.Collections.Immutable;
using BitRL.Contracts.Backends;
using Shouldly;
using Xunit;

namespace BitRL.Backend.BitNetCpp.Tests.Devices;

public sealed class BitNetCppBackendProviderTests
{
    [NativeFact]
    public void TheProbeNamesTheVariantThatRuns()
    {
        BackendProbe probe = NativeDevices.Provider().Probe();
        using IComputeDevice device = NativeDevices.Open();
        probe.IsAvailable.ShouldBeTrue();
        probe.Detail.ShouldStartWith(device.Descriptor.Kernels);
    }

    [NativeFact]
    public void AnUnknownVariantIsRefusedWithTheNamesThatWork()
    {
        ArgumentException error = Should.Throw<ArgumentException>(() => NativeDevices.Open("mmx"));
        error.Message.ShouldContain("'mmx'");
        error.Message.ShouldContain("scalar");
    }

    [Theory]
    [InlineData("method", "guess")]
    [InlineData("weights", "copied")]
    [InlineData("pin", "yes")]
    [InlineData("spin-us", "-1")]
    [InlineData("spin-us", "many")]
    public void AnUnknownValueIsRefusedByName(string setting, string value)
    {
        var options = new DeviceOptions { Threads = 1, Settings = ImmutableDictionary<string, string>.Empty.Add(setting, value) };
        Should.Throw<ArgumentException>(() => NativeDevices.Provider().Open(options)).Message.ShouldContain($"backend.{setting} cannot be '{value}'");
    }

    [NativeTheory]
    [InlineData(0)]
    [InlineData(3)]
    public void AQueueCannotHaveMoreWorkersThanTheDeviceHasThreads(int workers)
    {
        using IComputeDevice device = NativeDevices.Open(threads: 2);
        Should.Throw<ArgumentOutOfRangeException>(() => device.CreateQueue(workers));
    }

    [NativeFact]
    public void ADisposedDeviceReleasesWhatItMade()
    {
        IComputeDevice device = NativeDevices.Open();
        IComputeQueue queue = device.CreateQueue(1);
        DeviceTensor tensor = device.CreateTensor(2, 8);
        device.Dispose();
        Should.Throw<ObjectDisposedException>(() => queue.Download(tensor, 2, new float[16]));
        Should.Throw<ObjectDisposedException>(() => device.CreateTensor(1, 1));
        tensor.Dispose(); // twice does no harm
    }

    [NativeFact]
    public void ObjectsOfAnotherDeviceAreRefused()
    {
        using IComputeDevice device = NativeDevices.Open();
        using IComputeDevice other = NativeDevices.Open();
        using IComputeQueue queue = device.CreateQueue(1);
        Should.Throw<ArgumentException>(() => queue.Download(other.CreateTensor(1, 4), 1, new float[4]));
    }

    [NativeFact]
    public void WeightsInPlaceTakeNoMemoryAndPackedOnesSayHowMuch()
    {
        TernaryWeights weights = new(new byte[256 * 64], 256, 256, 1);
        using IComputeDevice mapped = NativeDevices.Open(weights: "mapped");
        using IComputeDevice packed = NativeDevices.Open();
        mapped.LoadTernary(weights).ResidentBytes.ShouldBe(0);
        packed.LoadTernary(weights).ResidentBytes.ShouldBeGreaterThan(256 * 256 / 5);
    }

    [NativeFact]
    public void AMatrixThatHasNoRoomIsAnErrorWithAdvice()
    {
        using IComputeDevice device = NativeDevices.Open();
        Should.Throw<BackendUnavailableException>(() => device.CreateTensor(int.MaxValue, 1 << 20)).Message.ShouldContain("no room");
    }
}
