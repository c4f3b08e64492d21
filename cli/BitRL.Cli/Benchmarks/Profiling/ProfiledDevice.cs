using BitRL.Contracts.Backends;

namespace BitRL.Cli.Benchmarks.Profiling;

/// <summary>A device whose queues are timed, operation by operation; all else is the device itself. Right for backends that run an operation before they return, as those on processors do.</summary>
/// <param name="inner">The device; owned.</param>
/// <param name="times">Where the times go.</param>
internal sealed class ProfiledDevice(IComputeDevice inner, OperationTimes times) : IComputeDevice
{
    /// <inheritdoc/>
    public DeviceDescriptor Descriptor => inner.Descriptor;

    /// <inheritdoc/>
    public IComputeQueue CreateQueue(int workers) => new ProfiledQueue(inner.CreateQueue(workers), times);

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
}
