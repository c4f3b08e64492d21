using BitRL.Contracts.Backends;

namespace BitRL.TestKit;

/// <summary>Runs every operation of a device again and again, to see what a step costs the garbage collector.</summary>
public static class SteadyState
{
    private const int Width = 128;
    private const int Rows = 64;
    private const int Heads = 4;
    private const int Steps = 20;

    /// <summary>Managed memory that the calling thread allocates in twenty rounds of all operations, after two to warm up; in bytes.</summary>
    /// <param name="device">Stays open.</param>
    /// <param name="workers">Workers of the queue.</param>
    public static long AllocatedBytes(IComputeDevice device, int workers)
    {
        ArgumentNullException.ThrowIfNull(device);
        using IComputeQueue queue = device.CreateQueue(workers);
        using DeviceTensor a = device.CreateTensor(Rows, Width);
        using DeviceTensor b = device.CreateTensor(Rows, Width);
        using DeviceTensor c = device.CreateTensor(Rows, Width);
        using DeviceTensor pooled = device.CreateTensor(2, 2 * Width);
        using DeviceTensor weight = device.CreateTensor(1, Width);
        using QuantizedRows quantized = device.CreateQuantizedRows(Rows, Width);
        using WeightMatrix ternary = device.LoadTernary(new TernaryWeights(new byte[Width * Width / 4], Width, Width, 1));
        using WeightMatrix dense = device.LoadDense(new float[Width * Width], Width, Width);
        using EmbeddingTable halves = device.LoadEmbedding(new byte[8 * Width].AsMemory(), 4, Width);
        using EmbeddingTable floats = device.LoadEmbedding(new float[4 * Width], 4, Width);
        using DeviceBatch batch = device.CreateBatch(Rows, 2);
        int[] tokens = new int[Rows];
        SequenceSpan[] sequences = [new(0, 30, 3, 5), new(30, 34, 0, 0)];
        float[] features = new float[4 * Width];
        void Step()
        {
            queue.Upload(new SequenceBatch { Tokens = tokens, FieldOrdinals = tokens, Sequences = sequences }, batch);
            queue.Embed(batch, halves, floats, a);
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

        Step();
        Step();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Steps; i++)
        {
            Step();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
