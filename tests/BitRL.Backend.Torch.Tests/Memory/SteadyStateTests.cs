using System.Text;
using BitRL.Contracts.Backends;
using BitRL.Model.Encoders;
using BitRL.Model.Transformer;
using BitRL.Model.Weights;
using BitRL.TestKit;
using Shouldly;
using TorchSharp;
using Xunit;

namespace BitRL.Backend.Torch.Tests.Memory;

/// <summary>libtorch's memory is not the collector's: what an operation forgets to free stays until a finaliser runs, or for good.</summary>
public sealed class SteadyStateTests
{
    private const int WarmUp = 200;
    private const int Encodes = 2000;

    /// <summary>
    /// Pages that the collector, the C heap and libtorch's caches of kernels may still take after the warm-up (0 to 14 MB were seen). Forgotten tensors are
    /// counted besides; this finds what is none.
    /// </summary>
    private const long Slack = 32L << 20;

    public static TheoryData<string> Backends => [.. TorchDevices.Names];

    [TorchTheory]
    [MemberData(nameof(Backends))]
    public void EncodingLeavesNoTensorBehindAndMemoryStaysFlat(string backend)
    {
        using IComputeDevice device = TorchDevices.Open(backend);
        using Backbone backbone = Backbone.Load(GgufFile.Open(Path.Combine(AppContext.BaseDirectory, "Models", "bitrl-numeric-128x3-fp.gguf")), device, new BackboneOptions());
        var encoder = new BackboneEncoder(backbone, new EncoderOptions { MemoBytes = 0 });
        float[] features = new float[2 * encoder.Descriptor.FeatureSize];
        void Encode(int number)
        {
            TextParts[] texts = [new(default, Encoding.UTF8.GetBytes($"x=0.{number % 1000:000} v=-1.5\n")), new(default, Encoding.UTF8.GetBytes($"x=0.{number % 997:000}\n"))];
            encoder.Encode("Cart\n"u8, texts, features, CancellationToken.None);
        }

        for (int i = 0; i < WarmUp; i++)
        {
            Encode(i);
        }

        long tensors = Alive();
        long before = ResidentBytes();
        for (int i = 0; i < Encodes; i++)
        {
            Encode(i);
        }

        // The last views of a batch and of tensors may stand for another shape now; their number does not grow.
        (Alive() - tensors).ShouldBeLessThan(16);
        (ResidentBytes() - before).ShouldBeLessThan(Slack);
        encoder.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    [TorchFact]
    public void DisposingTheDeviceFreesEverything()
    {
        long before = Alive();
        foreach (string backend in TorchDevices.Names)
        {
            IComputeDevice device = TorchDevices.Open(backend);
            IComputeQueue queue = device.CreateQueue(1);
            WeightMatrix matrix = device.LoadDense(new float[128 * 96], 128, 96);
            DeviceTensor output = device.CreateTensor(9, 128);
            queue.DenseMatMul(device.CreateTensor(9, 96), matrix, 9, output, accumulate: false);
            matrix.ResidentBytes.ShouldBeGreaterThan(0);
            device.Dispose();
        }

        Alive().ShouldBe(before);
    }

    /// <summary>TorchSharp does not keep the objects alive that it was given, so a number that is converted for one call only may be freed during it.</summary>
    [TorchTheory]
    [MemberData(nameof(Backends))]
    public void CollectingGarbageDuringOperationsFreesNothingThatTheyRead(string backend)
    {
        using IComputeDevice device = TorchDevices.Open(backend);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        var collector = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
            }
        });
        collector.Start();
        int rounds = 0;
        for (; !stop.IsCancellationRequested; rounds++)
        {
            SteadyState.AllocatedBytes(device, workers: 1);
        }

        collector.Join();
        rounds.ShouldBeGreaterThan(0);
    }

    [TorchTheory]
    [InlineData("torch-fp32", "", 4.0)]
    [InlineData("torch-fp16", "", 2.0)]
    [InlineData("torch-bf16", "", 2.0)]
    [InlineData("torch-int8", "", 1 + (4.0 / 256))]
    [InlineData("torch-int4", "group=32", 0.5 + (4.0 / 32))]
    [InlineData("torch-int4", "group=128", 0.5 + (4.0 / 128))]
    public void WeightsTakeTheBytesThatTheirFormatSays(string backend, string settings, double bytesPerWeight)
    {
        using IComputeDevice device = TorchDevices.Open(backend, threads: 1, settings);
        using WeightMatrix matrix = device.LoadDense(new float[512 * 256], 512, 256);

        matrix.ResidentBytes.ShouldBe((long)(512 * 256 * bytesPerWeight));
    }

    private static long Alive()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return torch.Tensor.TotalCount;
    }

    private static long ResidentBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Environment.WorkingSet;
    }
}
