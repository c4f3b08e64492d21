using BitRL.Contracts.Backends;

namespace BitRL.TestKit;

/// <summary>A device that takes everything and computes nothing: to test what happens before any kernel runs.</summary>
public sealed class NullDevice : IComputeDevice
{
    /// <inheritdoc/>
    public DeviceDescriptor Descriptor { get; } = new("null", "nothing", "none", 1);

    /// <inheritdoc/>
    public IComputeQueue CreateQueue(int workers) => throw new NotSupportedException("a null device computes nothing");

    /// <inheritdoc/>
    public DeviceTensor CreateTensor(int rows, int width) => new NullTensor(rows, width);

    /// <inheritdoc/>
    public DeviceTensor CreateTensor(ReadOnlySpan<float> values, int rows, int width) => new NullTensor(rows, width);

    /// <inheritdoc/>
    public QuantizedRows CreateQuantizedRows(int rows, int width) => throw new NotSupportedException("a null device computes nothing");

    /// <inheritdoc/>
    public DeviceBatch CreateBatch(int maxTokens, int maxSequences) => throw new NotSupportedException("a null device computes nothing");

    /// <inheritdoc/>
    public WeightMatrix LoadTernary(TernaryWeights weights) => new NullMatrix(weights.Inputs, weights.Outputs);

    /// <inheritdoc/>
    public WeightMatrix LoadDense(ReadOnlySpan<float> values, int outputs, int inputs) => new NullMatrix(inputs, outputs);

    /// <inheritdoc/>
    public EmbeddingTable LoadEmbedding(ReadOnlyMemory<byte> float16, int entries, int width) => new NullTable(entries, width);

    /// <inheritdoc/>
    public EmbeddingTable LoadEmbedding(ReadOnlySpan<float> values, int entries, int width) => new NullTable(entries, width);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private sealed class NullTensor(int rows, int width) : DeviceTensor(rows, width)
    {
        protected override void Release()
        {
        }
    }

    private sealed class NullMatrix(int inputs, int outputs) : WeightMatrix(inputs, outputs, 0)
    {
        protected override void Release()
        {
        }
    }

    private sealed class NullTable(int entries, int width) : EmbeddingTable(entries, width)
    {
        protected override void Release()
        {
        }
    }
}
