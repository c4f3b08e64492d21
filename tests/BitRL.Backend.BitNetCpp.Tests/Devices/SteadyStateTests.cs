using BitRL.Contracts.Backends;
using Shouldly;

namespace BitRL.Backend.BitNetCpp.Tests.Devices;

/// <summary>After the first run of a shape, an operation allocates nothing that the garbage collector would see.</summary>
public sealed class SteadyStateTests
{
    private const int Width = 128;
    private const int Rows = 64;
    private const int Heads = 4;

    [NativeTheory]
    [Xunit.InlineData(1)]
    [Xunit.InlineData(2)]
    public void NoOperationAllocates(int workers)
    {
        using IComputeDevice device = NativeDevices.Open(threads: workers);
        using IComputeQueue queue = device.CreateQueue(workers);
        DeviceTensor a = device.CreateTensor(Rows, Width);
        DeviceTensor b = device.CreateTensor(Rows, Width);
        DeviceTensor c = device.CreateTensor(Rows, Width);
        DeviceTensor pooled = device.CreateTensor(2, 2 * Width);
        DeviceTensor weight = device.CreateTensor(1, Width);
        QuantizedRows quantized = device.CreateQuantizedRows(Rows, Width);
        WeightMatrix ternary = device.LoadTernary(new TernaryWeights(new byte[Width * Width / 4], Width, Width, 1));
        WeightMatrix dense = device.LoadDense(new float[Width * Width], Width, Width);
        EmbeddingTable table = device.LoadEmbedding(new byte[8 * Width].AsMemory(), 4, Width);
        DeviceBatch batch = device.CreateBatch(Rows, 2);
        int[] tokens = new int[Rows];
        SequenceSpan[] sequences = [new(0, 30, 3, 5), new(30, 34, 0, 0)];
        float[] features = new float[4 * Width];
        void Encode()
        {
            queue.Upload(new SequenceBatch { Tokens = tokens, FieldOrdinals = tokens, Sequences = sequences }, batch);
            queue.Embed(batch, table, table, a);
            queue.RmsNorm(a, weight, 1e-5f, Rows, b);
            queue.DenseMatMul(b, dense, Rows, c, accumulate: false);
            queue.RmsNormQuantize(a, weight, 1e-5f, Rows, quantized);
            queue.TernaryMatMul(quantized, ternary, Rows, b, accumulate: true);
            queue.Rope(batch, b, Heads, Width / Heads, 10_000);
            queue.Attention(batch, new AttentionArguments { Query = a, Key = b, Value = b, PrefixKey = a, PrefixValue = a, Output = c, Heads = Heads, KeyValueHeads = Heads, HeadSize = Width / Heads });
            queue.Gate(GateActivation.SquaredRelu, a, b, Rows, c);
            queue.CopyRows(a, 0, b, 3, 10);
            queue.Pool(batch, Pooling.Both, c, pooled);
            queue.Download(pooled, 2, features);
        }

        Encode();
        Encode();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++)
        {
            Encode();
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }
}
