namespace BitRL.Contracts.Backends;

/// <summary>
/// An open device: it owns memory and holds weights in whatever layout its kernels like. Everything it returns belongs to it, may only be
/// given to its own queues, and is released by its <c>Dispose</c> (or the object's own, earlier). Creation methods may be called from
/// several threads; the objects are immutable or, for buffers, used by one queue at a time. A <see cref="DeviceTensor"/> that no queue writes may be
/// read by several at once (prefix stores); a <see cref="IComputeQueue.Download"/> of the writing queue must lie between the writing and the reading.
/// </summary>
public interface IComputeDevice : IDisposable
{
    /// <summary>What this device is.</summary>
    DeviceDescriptor Descriptor { get; }

    /// <summary>Opens an in-order queue of operations.</summary>
    /// <param name="workers">How many of a CPU device's threads the queue may use, from 1 to its thread count; GPUs ignore it.</param>
    IComputeQueue CreateQueue(int workers);

    /// <summary>Allocates float32 rows, [rows, width] row-major, zeroed.</summary>
    DeviceTensor CreateTensor(int rows, int width);

    /// <summary>Allocates float32 rows and fills them; <paramref name="values"/> has rows × width elements.</summary>
    DeviceTensor CreateTensor(ReadOnlySpan<float> values, int rows, int width);

    /// <summary>Allocates space for int8-quantised rows and their scales.</summary>
    QuantizedRows CreateQuantizedRows(int rows, int width);

    /// <summary>Allocates space for the tokens and sequence table of a batch.</summary>
    DeviceBatch CreateBatch(int maxTokens, int maxSequences);

    /// <summary>Loads a ternary matrix; the device may repack it or use the memory in place.</summary>
    /// <param name="weights">Must stay valid until the returned matrix is disposed (it may be a mapped file).</param>
    WeightMatrix LoadTernary(TernaryWeights weights);

    /// <summary>Loads a dense matrix, [outputs, inputs] row-major float32; the device may store it at another precision.</summary>
    /// <param name="values">outputs × inputs elements; copied.</param>
    /// <param name="outputs">Rows.</param>
    /// <param name="inputs">Columns.</param>
    WeightMatrix LoadDense(ReadOnlySpan<float> values, int outputs, int inputs);

    /// <summary>Loads an embedding table, [entries, width] row-major.</summary>
    /// <param name="float16">entries × width little-endian IEEE half floats; must stay valid until the table is disposed (it may be a mapped file: only the rows that are used become resident).</param>
    /// <param name="entries">Rows.</param>
    /// <param name="width">Columns.</param>
    EmbeddingTable LoadEmbedding(ReadOnlyMemory<byte> float16, int entries, int width);

    /// <summary>Loads an embedding table of float32 values; copied.</summary>
    EmbeddingTable LoadEmbedding(ReadOnlySpan<float> values, int entries, int width);
}
