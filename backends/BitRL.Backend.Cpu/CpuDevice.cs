using BitRL.Backend.Cpu.Memory;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.Cpu;

/// <summary>The processor as a compute device. Queues are independent: each has its own workers and working memory.</summary>
internal sealed class CpuDevice(string backend, KernelSet kernels, int threads) : IComputeDevice
{
    private readonly DeviceInventory _made = new();

    /// <inheritdoc/>
    public DeviceDescriptor Descriptor { get; } = new(backend, $"{ProcessorName.Read()}, {threads} threads", kernels.Title, threads);

    /// <inheritdoc/>
    public IComputeQueue CreateQueue(int workers)
    {
        DeviceArguments.Workers(workers, threads);
        return _made.Keep(new CpuQueue(_made, kernels, workers));
    }

    /// <inheritdoc/>
    public DeviceTensor CreateTensor(int rows, int width)
    {
        DeviceArguments.Shape(rows, width);
        return _made.Keep(new CpuTensor(rows, width));
    }

    /// <inheritdoc/>
    public unsafe DeviceTensor CreateTensor(ReadOnlySpan<float> values, int rows, int width)
    {
        DeviceArguments.Floats(values, rows, width);
        CpuTensor tensor = _made.Keep(new CpuTensor(rows, width));
        values.CopyTo(new Span<float>(tensor.Pointer, values.Length));
        return tensor;
    }

    /// <inheritdoc/>
    public QuantizedRows CreateQuantizedRows(int rows, int width)
    {
        DeviceArguments.Shape(rows, width);
        return _made.Keep(new CpuQuantizedRows(rows, width));
    }

    /// <inheritdoc/>
    public DeviceBatch CreateBatch(int maxTokens, int maxSequences) => _made.Keep(new CpuBatch(maxTokens, maxSequences));

    /// <inheritdoc/>
    public WeightMatrix LoadTernary(TernaryWeights weights)
    {
        DeviceArguments.Ternary(weights);
        return _made.Keep(new CpuTernaryMatrix(weights, kernels.Ternary.Pack(weights)));
    }

    /// <inheritdoc/>
    public WeightMatrix LoadDense(ReadOnlySpan<float> values, int outputs, int inputs)
    {
        DeviceArguments.Floats(values, outputs, inputs);
        return _made.Keep(new CpuDenseMatrix(inputs, outputs, kernels.Dense.Pack(values, outputs, inputs)));
    }

    /// <inheritdoc/>
    public EmbeddingTable LoadEmbedding(ReadOnlyMemory<byte> float16, int entries, int width) => _made.Keep(new HostEmbeddingTable(float16, entries, width));

    /// <inheritdoc/>
    public EmbeddingTable LoadEmbedding(ReadOnlySpan<float> values, int entries, int width) => _made.Keep(new HostEmbeddingTable(values, entries, width));

    /// <inheritdoc/>
    public void Dispose() => _made.Dispose();
}
