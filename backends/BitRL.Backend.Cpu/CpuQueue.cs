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

    private readonly CpuDevice _device;
    private readonly WorkerGang _gang;
    private readonly RotationTable _rotations = new();
    private readonly TernaryWork _ternary;
    private readonly DenseWork _dense;
    private readonly NormWork _norm;
    private readonly GateWork _gate;
    private readonly RopeWork _rope;
    private readonly AttentionWork _attention;

    public CpuQueue(CpuDevice device, int workers)
    {
        _device = device;
        KernelSet kernels = device.Kernels;
        _ternary = new TernaryWork(kernels.Ternary);
        _dense = new DenseWork(kernels.Dense);
        _norm = new NormWork(kernels.Rows);
        _gate = new GateWork(kernels.Rows);
        _rope = new RopeWork(kernels.Rows, _rotations);
        _attention = new AttentionWork(kernels.Attention);
        _gang = new WorkerGang(workers);
    }

    /// <inheritdoc/>
    public void Upload(in SequenceBatch batch, DeviceBatch target) => Batch(target).Fill(batch);

    /// <inheritdoc/>
    public void Embed(DeviceBatch batch, EmbeddingTable tokens, EmbeddingTable? fields, DeviceTensor output)
    {
        CpuBatch rows = Batch(batch);
        CpuEmbeddingTable tokenTable = _device.Own<CpuEmbeddingTable>(tokens, nameof(tokens));
        CpuEmbeddingTable? fieldTable = fields is null ? null : _device.Own<CpuEmbeddingTable>(fields, nameof(fields));
        CpuTensor target = Tensor(output, nameof(output));
        DeviceArguments.Rows(rows.TokenCount, target.Rows, nameof(output));
        DeviceArguments.Width(target.Width, tokens.Width, nameof(output));
        DeviceArguments.Table(rows.MaxToken, tokens.Entries, "token");
        if (fieldTable is not null)
        {
            DeviceArguments.Width(fieldTable.Width, tokens.Width, nameof(fields));
            DeviceArguments.Table(rows.MaxOrdinal, fieldTable.Entries, "field ordinal");
            DeviceArguments.Count(rows.Ordinals.Length, rows.TokenCount, "field ordinals", nameof(batch));
        }

        IRowKernels kernels = _device.Kernels.Rows;
        float* pointer = target.Pointer;
        for (int row = 0; row < rows.TokenCount; row++, pointer += target.Width)
        {
            fieldTable?.Read(kernels, rows.Ordinals[row], addend: null, pointer);
            tokenTable.Read(kernels, rows.Tokens[row], fieldTable is null ? null : pointer, pointer);
        }
    }

    /// <inheritdoc/>
    public void RmsNorm(DeviceTensor input, DeviceTensor weight, float epsilon, int rows, DeviceTensor output)
    {
        CpuTensor target = Tensor(output, nameof(output));
        PrepareNorm(input, weight, epsilon, rows);
        DeviceArguments.Rows(rows, target.Rows, nameof(output));
        DeviceArguments.Width(target.Width, input.Width, nameof(output));
        _norm.Output = target.Pointer;
        _gang.Run(_norm, (long)rows * input.Width >= ParallelElements);
    }

    /// <inheritdoc/>
    public void RmsNormQuantize(DeviceTensor input, DeviceTensor weight, float epsilon, int rows, QuantizedRows output)
    {
        CpuQuantizedRows target = _device.Own<CpuQuantizedRows>(output, nameof(output));
        PrepareNorm(input, weight, epsilon, rows);
        DeviceArguments.Rows(rows, target.Rows, nameof(output));
        DeviceArguments.Width(target.Width, input.Width, nameof(output));
        _norm.Output = null;
        _norm.Quantized = target.View;
        _gang.Run(_norm, (long)rows * input.Width >= ParallelElements);
    }

    /// <inheritdoc/>
    public void TernaryMatMul(QuantizedRows input, WeightMatrix matrix, int rows, DeviceTensor output, bool accumulate)
    {
        CpuQuantizedRows source = _device.Own<CpuQuantizedRows>(input, nameof(input));
        CpuTernaryMatrix weights = _device.Own<CpuTernaryMatrix>(matrix, nameof(matrix));
        CpuTensor target = Tensor(output, nameof(output));
        DeviceArguments.Width(source.Width, weights.Inputs, nameof(input));
        DeviceArguments.Width(target.Width, weights.Outputs, nameof(output));
        DeviceArguments.Rows(rows, source.Rows, nameof(input));
        DeviceArguments.Rows(rows, target.Rows, nameof(output));
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
        CpuTensor source = Tensor(input, nameof(input));
        CpuDenseMatrix weights = _device.Own<CpuDenseMatrix>(matrix, nameof(matrix));
        CpuTensor target = Tensor(output, nameof(output));
        DeviceArguments.Distinct(source, target, nameof(output));
        DeviceArguments.Width(source.Width, weights.Inputs, nameof(input));
        DeviceArguments.Width(target.Width, weights.Outputs, nameof(output));
        DeviceArguments.Rows(rows, source.Rows, nameof(input));
        DeviceArguments.Rows(rows, target.Rows, nameof(output));
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
        CpuBatch rows = Batch(batch);
        CpuTensor target = Tensor(values, nameof(values));
        DeviceArguments.Heads(heads, headSize, target.Width, nameof(values));
        DeviceArguments.Rows(rows.TokenCount, target.Rows, nameof(values));
        _rotations.Prepare(rows.MaxContext, headSize, frequencyBase);
        _rope.Batch = rows;
        _rope.Values = target.Pointer;
        _rope.Heads = heads;
        _rope.HeadSize = headSize;
        _gang.Run(_rope, (long)rows.TokenCount * target.Width >= ParallelElements);
    }

    /// <inheritdoc/>
    public void Attention(DeviceBatch batch, in AttentionArguments arguments)
    {
        CpuBatch rows = Batch(batch);
        _attention.Batch = rows;
        _attention.View = AttentionShapes.Checked(_device, rows, arguments);
        _gang.Run(_attention, 2L * rows.TokenCount * rows.MaxContext * arguments.Query.Width >= ParallelProducts);
    }

    /// <inheritdoc/>
    public void Gate(GateActivation activation, DeviceTensor gate, DeviceTensor up, int rows, DeviceTensor output)
    {
        CpuTensor gates = Tensor(gate, nameof(gate));
        CpuTensor ups = Tensor(up, nameof(up));
        CpuTensor target = Tensor(output, nameof(output));
        DeviceArguments.Width(ups.Width, gates.Width, nameof(up));
        DeviceArguments.Width(target.Width, gates.Width, nameof(output));
        DeviceArguments.Rows(rows, gates.Rows, nameof(gate));
        DeviceArguments.Rows(rows, ups.Rows, nameof(up));
        DeviceArguments.Rows(rows, target.Rows, nameof(output));
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
        CpuTensor from = Tensor(source, nameof(source));
        CpuTensor to = Tensor(target, nameof(target));
        DeviceArguments.Width(to.Width, from.Width, nameof(target));
        DeviceArguments.Range(sourceRow, rows, from.Rows, nameof(source));
        DeviceArguments.Range(targetRow, rows, to.Rows, nameof(target));
        long bytes = (long)rows * from.Width * sizeof(float);
        Buffer.MemoryCopy(from.Pointer + ((long)sourceRow * from.Width), to.Pointer + ((long)targetRow * to.Width), bytes, bytes);
    }

    /// <inheritdoc/>
    public void Pool(DeviceBatch batch, Pooling pooling, DeviceTensor input, DeviceTensor output)
    {
        CpuBatch rows = Batch(batch);
        CpuTensor source = Tensor(input, nameof(input));
        CpuTensor target = Tensor(output, nameof(output));
        DeviceArguments.Distinct(source, target, nameof(output));
        DeviceArguments.Rows(rows.TokenCount, source.Rows, nameof(input));
        DeviceArguments.Rows(rows.Sequences.Length, target.Rows, nameof(output));
        DeviceArguments.Width(target.Width, pooling == Pooling.Both ? 2 * source.Width : source.Width, nameof(output));
        IRowKernels kernels = _device.Kernels.Rows;
        int width = source.Width;
        float* pooled = target.Pointer;
        foreach (SequenceSpan sequence in rows.Sequences)
        {
            float* first = source.Pointer + ((long)sequence.FirstRow * width);
            if (pooling != Pooling.Last)
            {
                kernels.Mean(first, sequence.RowCount, width, pooled);
                pooled += width;
            }

            if (pooling != Pooling.Mean)
            {
                kernels.Copy(first + ((long)(sequence.RowCount - 1) * width), addend: null, width, pooled);
                pooled += width;
            }
        }
    }

    /// <inheritdoc/>
    public void Download(DeviceTensor source, int rows, Span<float> destination)
    {
        CpuTensor from = Tensor(source, nameof(source));
        DeviceArguments.Rows(rows, from.Rows, nameof(source));
        DeviceArguments.Count(destination.Length, (long)rows * from.Width, "places in the destination", nameof(destination));
        new ReadOnlySpan<float>(from.Pointer, destination.Length).CopyTo(destination);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _gang.Dispose();
        _rotations.Dispose();
        _device.Forget(this);
    }

    private CpuBatch Batch(DeviceBatch batch) => _device.Own<CpuBatch>(batch, nameof(batch));

    private CpuTensor Tensor(DeviceTensor tensor, string name) => _device.Own<CpuTensor>(tensor, name);

    private void PrepareNorm(DeviceTensor input, DeviceTensor weight, float epsilon, int rows)
    {
        CpuTensor source = Tensor(input, nameof(input));
        CpuTensor scale = Tensor(weight, nameof(weight));
        DeviceArguments.Rows(rows, source.Rows, nameof(input));
        DeviceArguments.Width(scale.Width, source.Width, nameof(weight));
        _norm.Input = source.Pointer;
        _norm.Weight = scale.Pointer;
        _norm.Epsilon = epsilon;
        _norm.Rows = rows;
        _norm.Width = source.Width;
    }
}
