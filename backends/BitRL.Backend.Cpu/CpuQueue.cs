using BitRL.Backend.Cpu.Execution;
using BitRL.Backend.Cpu.Memory;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.Cpu;

/// <summary>Runs each operation at once, on its workers; only products and attention that are big enough are split among them.</summary>
internal sealed unsafe class CpuQueue : IComputeQueue
{
    // Waking sleeping threads costs about 10 µs; one core does some 100,000 multiply-adds, or 20,000 float elements, in that time.
    private const long ParallelProducts = 400_000;
    private const long ParallelElements = 40_000;

    private readonly DeviceInventory _made;
    private readonly IRowKernels _rows;
    private readonly WorkerGang _gang;
    private readonly RotationTable _rotations = new();
    private readonly TernaryWork _ternary;
    private readonly DenseWork _dense;
    private readonly NormWork _norm;
    private readonly GateWork _gate;
    private readonly RopeWork _rope;
    private readonly AttentionWork _attention;

    public CpuQueue(DeviceInventory made, KernelSet kernels, int workers)
    {
        _made = made;
        _rows = kernels.Rows;
        _ternary = new TernaryWork(kernels.Ternary);
        _dense = new DenseWork(kernels.Dense);
        _norm = new NormWork(kernels.Rows);
        _gate = new GateWork(kernels.Rows);
        _rope = new RopeWork(kernels.Rows, _rotations);
        _attention = new AttentionWork(kernels.Attention);
        _gang = new WorkerGang(workers);
    }

    /// <inheritdoc/>
    public void Upload(in SequenceBatch batch, DeviceBatch target) => _made.Own<CpuBatch>(target).Fill(batch);

    /// <inheritdoc/>
    public void Embed(DeviceBatch batch, EmbeddingTable tokens, EmbeddingTable? fields, DeviceTensor output)
    {
        CpuBatch own = _made.Own<CpuBatch>(batch);
        HostEmbeddingTable tokenTable = _made.Own<HostEmbeddingTable>(tokens);
        HostEmbeddingTable? fieldTable = fields is null ? null : _made.Own<HostEmbeddingTable>(fields);
        CpuTensor target = _made.Own<CpuTensor>(output);
        DeviceArguments.Embed(batch, tokens, fields, output);
        Embedding.Write(_rows, own, tokenTable, fieldTable, target.Pointer);
    }

    /// <inheritdoc/>
    public void RmsNorm(DeviceTensor input, DeviceTensor weight, float epsilon, int rows, DeviceTensor output)
    {
        CpuTensor target = _made.Own<CpuTensor>(output);
        DeviceArguments.RmsNorm(input, weight, rows, output);
        PrepareNorm(input, weight, epsilon, rows);
        _norm.Output = target.Pointer;
        _gang.Run(_norm, (long)rows * input.Width >= ParallelElements);
    }

    /// <inheritdoc/>
    public void RmsNormQuantize(DeviceTensor input, DeviceTensor weight, float epsilon, int rows, QuantizedRows output)
    {
        CpuQuantizedRows target = _made.Own<CpuQuantizedRows>(output);
        DeviceArguments.RmsNormQuantize(input, weight, rows, output);
        PrepareNorm(input, weight, epsilon, rows);
        _norm.Output = null;
        _norm.Quantized = target.View;
        _gang.Run(_norm, (long)rows * input.Width >= ParallelElements);
    }

    /// <inheritdoc/>
    public void TernaryMatMul(QuantizedRows input, WeightMatrix matrix, int rows, DeviceTensor output, bool accumulate)
    {
        CpuQuantizedRows source = _made.Own<CpuQuantizedRows>(input);
        CpuTernaryMatrix weights = _made.Own<CpuTernaryMatrix>(matrix);
        CpuTensor target = _made.Own<CpuTensor>(output);
        DeviceArguments.TernaryMatMul(input, matrix, rows, output);
        _ternary.Input = source.View;
        _ternary.Matrix = weights;
        _ternary.Rows = rows;
        _ternary.Output = target.Pointer;
        _ternary.Accumulate = accumulate;
        _gang.Run(_ternary, (long)rows * weights.Inputs * weights.Outputs >= ParallelProducts);
    }

    /// <inheritdoc/>
    public void DenseMatMul(DeviceTensor input, WeightMatrix matrix, int rows, DeviceTensor output, bool accumulate)
    {
        CpuTensor source = _made.Own<CpuTensor>(input);
        CpuDenseMatrix weights = _made.Own<CpuDenseMatrix>(matrix);
        CpuTensor target = _made.Own<CpuTensor>(output);
        DeviceArguments.DenseMatMul(input, matrix, rows, output);
        _dense.Input = source.Pointer;
        _dense.Matrix = weights;
        _dense.Rows = rows;
        _dense.Output = target.Pointer;
        _dense.Accumulate = accumulate;
        _gang.Run(_dense, (long)rows * weights.Inputs * weights.Outputs >= ParallelProducts);
    }

    /// <inheritdoc/>
    public void Rope(DeviceBatch batch, DeviceTensor values, int heads, int headSize, float frequencyBase)
    {
        CpuBatch own = _made.Own<CpuBatch>(batch);
        CpuTensor target = _made.Own<CpuTensor>(values);
        DeviceArguments.Rope(batch, values, heads, headSize);
        _rotations.Prepare(own.MaxContext, headSize, frequencyBase);
        _rope.Batch = own;
        _rope.Values = target.Pointer;
        _rope.Heads = heads;
        _rope.HeadSize = headSize;
        _gang.Run(_rope, (long)own.TokenCount * target.Width >= ParallelElements);
    }

    /// <inheritdoc/>
    public void Attention(DeviceBatch batch, in AttentionArguments arguments)
    {
        CpuBatch own = _made.Own<CpuBatch>(batch);
        _made.Own<CpuTensor>(arguments);
        DeviceArguments.Attention(batch, arguments);
        _attention.Batch = own;
        _attention.View = new AttentionView
        {
            Query = Pointer(arguments.Query),
            Key = Pointer(arguments.Key),
            Value = Pointer(arguments.Value),
            PrefixKey = Pointer(arguments.PrefixKey),
            PrefixValue = Pointer(arguments.PrefixValue),
            Output = Pointer(arguments.Output),
            Heads = arguments.Heads,
            KeyValueHeads = arguments.KeyValueHeads,
            HeadSize = arguments.HeadSize,
        };
        _gang.Run(_attention, 2L * own.TokenCount * own.MaxContext * arguments.Query.Width >= ParallelProducts);
    }

    /// <inheritdoc/>
    public void Gate(GateActivation activation, DeviceTensor gate, DeviceTensor up, int rows, DeviceTensor output)
    {
        CpuTensor gates = _made.Own<CpuTensor>(gate);
        CpuTensor ups = _made.Own<CpuTensor>(up);
        CpuTensor target = _made.Own<CpuTensor>(output);
        DeviceArguments.Gate(gate, up, rows, output);
        _gate.Activation = activation;
        _gate.Gate = gates.Pointer;
        _gate.Up = ups.Pointer;
        _gate.Output = target.Pointer;
        _gate.Rows = rows;
        _gate.Width = gates.Width;
        _gang.Run(_gate, (long)rows * gates.Width >= ParallelElements);
    }

    /// <inheritdoc/>
    public void CopyRows(DeviceTensor source, int sourceRow, DeviceTensor target, int targetRow, int rows)
    {
        CpuTensor from = _made.Own<CpuTensor>(source);
        CpuTensor to = _made.Own<CpuTensor>(target);
        DeviceArguments.CopyRows(source, sourceRow, target, targetRow, rows);
        long bytes = (long)rows * from.Width * sizeof(float);
        Buffer.MemoryCopy(from.Pointer + ((long)sourceRow * from.Width), to.Pointer + ((long)targetRow * to.Width), bytes, bytes);
    }

    /// <inheritdoc/>
    public void Pool(DeviceBatch batch, Pooling pooling, DeviceTensor input, DeviceTensor output)
    {
        CpuBatch own = _made.Own<CpuBatch>(batch);
        CpuTensor source = _made.Own<CpuTensor>(input);
        CpuTensor target = _made.Own<CpuTensor>(output);
        DeviceArguments.Pool(batch, pooling, input, output);
        int width = source.Width;
        float* pooled = target.Pointer;
        foreach (SequenceSpan sequence in own.Sequences)
        {
            float* first = source.Pointer + ((long)sequence.FirstRow * width);
            if (pooling != Pooling.Last)
            {
                _rows.Mean(first, sequence.RowCount, width, pooled);
                pooled += width;
            }

            if (pooling != Pooling.Mean)
            {
                _rows.Copy(first + ((long)(sequence.RowCount - 1) * width), addend: null, width, pooled);
                pooled += width;
            }
        }
    }

    /// <inheritdoc/>
    public void Download(DeviceTensor source, int rows, Span<float> destination)
    {
        CpuTensor from = _made.Own<CpuTensor>(source);
        DeviceArguments.Download(source, rows, destination);
        new ReadOnlySpan<float>(from.Pointer, destination.Length).CopyTo(destination);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _gang.Dispose();
        _rotations.Dispose();
        _made.Forget(this);
    }

    private static float* Pointer(DeviceTensor? own) => own is null ? null : ((CpuTensor)own).Pointer;

    private void PrepareNorm(DeviceTensor input, DeviceTensor weight, float epsilon, int rows)
    {
        CpuTensor source = _made.Own<CpuTensor>(input);
        CpuTensor scale = _made.Own<CpuTensor>(weight);
        _norm.Input = source.Pointer;
        _norm.Weight = scale.Pointer;
        _norm.Epsilon = epsilon;
        _norm.Rows = rows;
        _norm.Width = source.Width;
    }
}
