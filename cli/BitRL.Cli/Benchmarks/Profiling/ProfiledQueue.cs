using BitRL.Contracts.Backends;

namespace BitRL.Cli.Benchmarks.Profiling;

/// <summary>A queue that is timed.</summary>
/// <param name="inner">The queue; owned.</param>
/// <param name="times">Where the times go.</param>
internal sealed class ProfiledQueue(IComputeQueue inner, OperationTimes times) : IComputeQueue
{
    /// <inheritdoc/>
    public void Upload(in SequenceBatch batch, DeviceBatch target)
    {
        long begun = times.Begin();
        inner.Upload(batch, target);
        times.End(QueueOperation.Transfer, begun);
    }

    /// <inheritdoc/>
    public void Embed(DeviceBatch batch, EmbeddingTable tokens, EmbeddingTable? fields, DeviceTensor output)
    {
        long begun = times.Begin();
        inner.Embed(batch, tokens, fields, output);
        times.End(QueueOperation.Embed, begun);
    }

    /// <inheritdoc/>
    public void RmsNorm(DeviceTensor input, DeviceTensor weight, float epsilon, int rows, DeviceTensor output)
    {
        long begun = times.Begin();
        inner.RmsNorm(input, weight, epsilon, rows, output);
        times.End(QueueOperation.Norm, begun);
    }

    /// <inheritdoc/>
    public void RmsNormQuantize(DeviceTensor input, DeviceTensor weight, float epsilon, int rows, QuantizedRows output)
    {
        long begun = times.Begin();
        inner.RmsNormQuantize(input, weight, epsilon, rows, output);
        times.End(QueueOperation.Norm, begun);
    }

    /// <inheritdoc/>
    public void TernaryMatMul(QuantizedRows input, WeightMatrix matrix, int rows, DeviceTensor output, bool accumulate)
    {
        long begun = times.Begin();
        inner.TernaryMatMul(input, matrix, rows, output, accumulate);
        times.End(QueueOperation.Ternary, begun);
    }

    /// <inheritdoc/>
    public void DenseMatMul(DeviceTensor input, WeightMatrix matrix, int rows, DeviceTensor output, bool accumulate)
    {
        long begun = times.Begin();
        inner.DenseMatMul(input, matrix, rows, output, accumulate);
        times.End(QueueOperation.Dense, begun);
    }

    /// <inheritdoc/>
    public void Rope(DeviceBatch batch, DeviceTensor values, int heads, int headSize, float frequencyBase)
    {
        long begun = times.Begin();
        inner.Rope(batch, values, heads, headSize, frequencyBase);
        times.End(QueueOperation.Rope, begun);
    }

    /// <inheritdoc/>
    public void Attention(DeviceBatch batch, in AttentionArguments arguments)
    {
        long begun = times.Begin();
        inner.Attention(batch, arguments);
        times.End(QueueOperation.Attention, begun);
    }

    /// <inheritdoc/>
    public void Gate(GateActivation activation, DeviceTensor gate, DeviceTensor up, int rows, DeviceTensor output)
    {
        long begun = times.Begin();
        inner.Gate(activation, gate, up, rows, output);
        times.End(QueueOperation.Gate, begun);
    }

    /// <inheritdoc/>
    public void CopyRows(DeviceTensor source, int sourceRow, DeviceTensor target, int targetRow, int rows)
    {
        long begun = times.Begin();
        inner.CopyRows(source, sourceRow, target, targetRow, rows);
        times.End(QueueOperation.Transfer, begun);
    }

    /// <inheritdoc/>
    public void Pool(DeviceBatch batch, Pooling pooling, DeviceTensor input, DeviceTensor output)
    {
        long begun = times.Begin();
        inner.Pool(batch, pooling, input, output);
        times.End(QueueOperation.Transfer, begun);
    }

    /// <inheritdoc/>
    public void Download(DeviceTensor source, int rows, Span<float> destination)
    {
        long begun = times.Begin();
        inner.Download(source, rows, destination);
        times.End(QueueOperation.Transfer, begun);
    }

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();
}
