using BitRL.Contracts.Backends;

namespace BitRL.TestKit;

/// <summary>A device whose queues note, at each upload, how much the thread that runs them has allocated so far.</summary>
/// <param name="inner">Does the work.</param>
public sealed class AllocationWatch(IComputeDevice inner) : IComputeDevice
{
    private readonly List<Queue> _queues = [];

    /// <inheritdoc/>
    public DeviceDescriptor Descriptor => inner.Descriptor;

    /// <summary>Bytes that the thread of each queue had allocated at its last upload.</summary>
    public long[] AllocatedBytes => [.. _queues.Select(queue => queue.AllocatedBytes)];

    /// <inheritdoc/>
    public IComputeQueue CreateQueue(int workers)
    {
        var queue = new Queue(inner.CreateQueue(workers));
        _queues.Add(queue);
        return queue;
    }

    /// <inheritdoc/>
    public DeviceTensor CreateTensor(int rows, int width) => inner.CreateTensor(rows, width);

    /// <inheritdoc/>
    public DeviceTensor CreateTensor(ReadOnlySpan<float> values, int rows, int width) => inner.CreateTensor(values, rows, width);

    /// <inheritdoc/>
    public QuantizedRows CreateQuantizedRows(int rows, int width) => inner.CreateQuantizedRows(rows, width);

    /// <inheritdoc/>
    public DeviceBatch CreateBatch(int maxTokens, int maxSequences) => inner.CreateBatch(maxTokens, maxSequences);

    /// <inheritdoc/>
    public WeightMatrix LoadTernary(TernaryWeights weights) => inner.LoadTernary(weights);

    /// <inheritdoc/>
    public WeightMatrix LoadDense(ReadOnlySpan<float> values, int outputs, int inputs) => inner.LoadDense(values, outputs, inputs);

    /// <inheritdoc/>
    public EmbeddingTable LoadEmbedding(ReadOnlyMemory<byte> float16, int entries, int width) => inner.LoadEmbedding(float16, entries, width);

    /// <inheritdoc/>
    public EmbeddingTable LoadEmbedding(ReadOnlySpan<float> values, int entries, int width) => inner.LoadEmbedding(values, entries, width);

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();

    private sealed class Queue(IComputeQueue inner) : IComputeQueue
    {
        public long AllocatedBytes { get; private set; }

        public void Upload(in SequenceBatch batch, DeviceBatch target)
        {
            AllocatedBytes = GC.GetAllocatedBytesForCurrentThread();
            inner.Upload(batch, target);
        }

        public void Embed(DeviceBatch batch, EmbeddingTable tokens, EmbeddingTable? fields, DeviceTensor output) => inner.Embed(batch, tokens, fields, output);

        public void RmsNorm(DeviceTensor input, DeviceTensor weight, float epsilon, int rows, DeviceTensor output) => inner.RmsNorm(input, weight, epsilon, rows, output);

        public void RmsNormQuantize(DeviceTensor input, DeviceTensor weight, float epsilon, int rows, QuantizedRows output) => inner.RmsNormQuantize(input, weight, epsilon, rows, output);

        public void TernaryMatMul(QuantizedRows input, WeightMatrix matrix, int rows, DeviceTensor output, bool accumulate) => inner.TernaryMatMul(input, matrix, rows, output, accumulate);

        public void DenseMatMul(DeviceTensor input, WeightMatrix matrix, int rows, DeviceTensor output, bool accumulate) => inner.DenseMatMul(input, matrix, rows, output, accumulate);

        public void Rope(DeviceBatch batch, DeviceTensor values, int heads, int headSize, float frequencyBase) => inner.Rope(batch, values, heads, headSize, frequencyBase);

        public void Attention(DeviceBatch batch, in AttentionArguments arguments) => inner.Attention(batch, arguments);

        public void Gate(GateActivation activation, DeviceTensor gate, DeviceTensor up, int rows, DeviceTensor output) => inner.Gate(activation, gate, up, rows, output);

        public void CopyRows(DeviceTensor source, int sourceRow, DeviceTensor target, int targetRow, int rows) => inner.CopyRows(source, sourceRow, target, targetRow, rows);

        public void Pool(DeviceBatch batch, Pooling pooling, DeviceTensor input, DeviceTensor output) => inner.Pool(batch, pooling, input, output);

        public void Download(DeviceTensor source, int rows, Span<float> destination) => inner.Download(source, rows, destination);

        public void Dispose() => inner.Dispose();
    }
}
