using BitRL.Backend.Torch.Execution;
using BitRL.Backend.Torch.Memory;
using BitRL.Backend.Torch.Products;
using BitRL.Contracts.Backends;
using TorchSharp;
using static TorchSharp.torch;

namespace BitRL.Backend.Torch;

/// <summary>
/// Runs operations eagerly with libtorch. Each operation checks its shapes, says how many threads it may use, and frees its temporaries (a dispose
/// scope). None of the tensors asks for gradients, so nothing is recorded.
/// </summary>
internal sealed class TorchQueue(DeviceInventory made, Device place, int workers) : IComputeQueue
{
    private const float QuantizationFloor = 1e-5f;
    private const float QuantizationLevels = 127;

    private readonly EmbeddingStaging _staging = new(place);
    private readonly WideningScratch _scratch = new(place);

    /// <inheritdoc/>
    public void Upload(in SequenceBatch batch, DeviceBatch target) => made.Own<TorchBatch>(target).Upload(batch);

    /// <inheritdoc/>
    public void Embed(DeviceBatch batch, EmbeddingTable tokens, EmbeddingTable? fields, DeviceTensor output)
    {
        TorchBatch own = made.Own<TorchBatch>(batch);
        HostEmbeddingTable tokenTable = made.Own<HostEmbeddingTable>(tokens);
        HostEmbeddingTable? fieldTable = fields is null ? null : made.Own<HostEmbeddingTable>(fields);
        TorchTensor target = made.Own<TorchTensor>(output);
        DeviceArguments.Embed(batch, tokens, fields, output);
        using DisposeScope scope = Begin();
        Tensor result = target.First(own.TokenCount);
        result.copy_(_staging.Read(tokenTable, own.Tokens));
        if (fieldTable is not null)
        {
            result.add_(_staging.Read(fieldTable, own.FieldOrdinals), Scalars.One);
        }
    }

    /// <inheritdoc/>
    public void RmsNorm(DeviceTensor input, DeviceTensor weight, float epsilon, int rows, DeviceTensor output)
    {
        TorchTensor target = made.Own<TorchTensor>(output);
        DeviceArguments.RmsNorm(input, weight, rows, output);
        using DisposeScope scope = Begin();
        target.First(rows).copy_(Normalized(input, weight, epsilon, rows));
    }

    /// <inheritdoc/>
    public void RmsNormQuantize(DeviceTensor input, DeviceTensor weight, float epsilon, int rows, QuantizedRows output)
    {
        TorchQuantizedRows target = made.Own<TorchQuantizedRows>(output);
        DeviceArguments.RmsNormQuantize(input, weight, rows, output);
        using DisposeScope scope = Begin();
        Tensor normalized = Normalized(input, weight, epsilon, rows);
        Tensor largest = normalized.abs().amax([1], keepdim: true).clamp_min_(Scalars.Of(QuantizationFloor));
        Tensor scale = largest.reciprocal().mul_(Scalars.Of(QuantizationLevels));
        target.Values.First(rows).copy_(normalized.mul_(scale).round_());
        target.Steps.First(rows).copy_(largest.div_(Scalars.Of(QuantizationLevels)));
    }

    /// <inheritdoc/>
    public void TernaryMatMul(QuantizedRows input, WeightMatrix matrix, int rows, DeviceTensor output, bool accumulate)
    {
        TorchQuantizedRows source = made.Own<TorchQuantizedRows>(input);
        TorchMatrix weights = made.Own<TorchMatrix>(matrix);
        DeviceArguments.TernaryMatMul(input, matrix, rows, output);
        Multiply(source.Values, weights, rows, made.Own<TorchTensor>(output), accumulate, source.Steps);
    }

    /// <inheritdoc/>
    public void DenseMatMul(DeviceTensor input, WeightMatrix matrix, int rows, DeviceTensor output, bool accumulate)
    {
        TorchTensor source = made.Own<TorchTensor>(input);
        TorchMatrix weights = made.Own<TorchMatrix>(matrix);
        DeviceArguments.DenseMatMul(input, matrix, rows, output);
        Multiply(source, weights, rows, made.Own<TorchTensor>(output), accumulate, steps: null);
    }

    /// <inheritdoc/>
    public void Rope(DeviceBatch batch, DeviceTensor values, int heads, int headSize, float frequencyBase)
    {
        TorchBatch own = made.Own<TorchBatch>(batch);
        TorchTensor target = made.Own<TorchTensor>(values);
        DeviceArguments.Rope(batch, values, heads, headSize);
        using DisposeScope scope = Begin();
        (Tensor cos, Tensor sin) = own.Rotation.Factors(headSize, frequencyBase);
        Tensor shaped = target.First(own.TokenCount).view(own.TokenCount, heads, headSize);
        Tensor swapped = shaped.roll(headSize / 2, 2);
        shaped.mul_(cos).addcmul_(swapped, sin, Scalars.One);
    }

    /// <inheritdoc/>
    public void Attention(DeviceBatch batch, in AttentionArguments arguments)
    {
        TorchBatch own = made.Own<TorchBatch>(batch);
        made.Own<TorchTensor>(arguments);
        DeviceArguments.Attention(batch, arguments);
        using DisposeScope scope = Begin();
        TorchAttention.Run(own, arguments);
    }

    /// <inheritdoc/>
    public void Gate(GateActivation activation, DeviceTensor gate, DeviceTensor up, int rows, DeviceTensor output)
    {
        TorchTensor gates = made.Own<TorchTensor>(gate);
        TorchTensor ups = made.Own<TorchTensor>(up);
        TorchTensor target = made.Own<TorchTensor>(output);
        DeviceArguments.Gate(gate, up, rows, output);
        using DisposeScope scope = Begin();
        Tensor value = gates.First(rows);
        Tensor activated = activation == GateActivation.SquaredRelu ? value.relu() : value.sigmoid();
        activated.mul_(activation == GateActivation.SquaredRelu ? activated : value).mul_(ups.First(rows));
        target.First(rows).copy_(activated);
    }

    /// <inheritdoc/>
    public void CopyRows(DeviceTensor source, int sourceRow, DeviceTensor target, int targetRow, int rows)
    {
        TorchTensor from = made.Own<TorchTensor>(source);
        TorchTensor to = made.Own<TorchTensor>(target);
        DeviceArguments.CopyRows(source, sourceRow, target, targetRow, rows);
        using DisposeScope scope = Begin();
        Tensor moved = from.Values.narrow(0, sourceRow, rows);
        to.Values.narrow(0, targetRow, rows).copy_(ReferenceEquals(from, to) ? moved.clone() : moved); // ranges may overlap
    }

    /// <inheritdoc/>
    public void Pool(DeviceBatch batch, Pooling pooling, DeviceTensor input, DeviceTensor output)
    {
        TorchBatch own = made.Own<TorchBatch>(batch);
        TorchTensor source = made.Own<TorchTensor>(input);
        TorchTensor target = made.Own<TorchTensor>(output);
        DeviceArguments.Pool(batch, pooling, input, output);
        int sequences = own.Sequences.Length;
        using DisposeScope scope = Begin();
        own.Layout.PrepareRows();
        own.Layout.PreparePooling();
        Tensor pooled = target.First(sequences);
        if (pooling != Pooling.Last)
        {
            Tensor places = source.Values.index_select(0, own.Layout.QueryRows).view(sequences, own.Layout.Queries, source.Width);
            pooled.narrow(1, 0, source.Width).copy_(places.mul_(own.Layout.Shares).sum(1));
        }

        if (pooling != Pooling.Mean)
        {
            pooled.narrow(1, target.Width - source.Width, source.Width).copy_(source.Values.index_select(0, own.Layout.LastRows));
        }
    }

    /// <inheritdoc/>
    public void Download(DeviceTensor source, int rows, Span<float> destination)
    {
        TorchTensor from = made.Own<TorchTensor>(source);
        DeviceArguments.Download(source, rows, destination);
        using DisposeScope scope = Begin();
        System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(from.First(rows).cpu().bytes).CopyTo(destination);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _staging.Dispose();
        _scratch.Dispose();
        made.Forget(this);
    }

    private DisposeScope Begin()
    {
        TorchThreads.Use(workers);
        return NewDisposeScope();
    }

    private Tensor Normalized(DeviceTensor input, DeviceTensor weight, float epsilon, int rows)
    {
        Tensor value = made.Own<TorchTensor>(input).First(rows);
        TorchTensor factor = made.Own<TorchTensor>(weight);
        Tensor inverse = value.mul(value).mean([1], keepdim: true).add_(Scalars.Of(epsilon), Scalars.One).rsqrt_();
        return value.mul(inverse).mul_(factor.Values.select(0, 0));
    }

    // Sums are always made beside the output and added to it afterwards, and never for fewer rows than TorchTensor.LeastRows: what comes out for a row
    // depends on that row alone.
    private void Multiply(TorchTensor input, TorchMatrix matrix, int rows, TorchTensor output, bool accumulate, TorchTensor? steps)
    {
        if (matrix.TernaryScale is null != steps is null)
        {
            throw new ArgumentException("a ternary matrix multiplies quantised rows, and a dense one float32 rows", nameof(matrix));
        }

        using DisposeScope scope = Begin();
        bool isDirect = !accumulate && rows >= TorchTensor.LeastRows;
        int computed = Math.Max(rows, TorchTensor.LeastRows);
        Tensor result = isDirect ? output.First(rows) : empty(computed, matrix.Outputs, dtype: ScalarType.Float32, device: place);
        matrix.Multiply(input.First(computed), result, _scratch);
        Tensor used = computed == rows ? result : result.narrow(0, 0, rows);
        if (steps is not null)
        {
            used.mul_(steps.First(rows).mul(Scalars.Of(matrix.TernaryScale!.Value)));
        }

        if (accumulate)
        {
            output.First(rows).add_(used, Scalars.One);
        }
        else if (!isDirect)
        {
            output.First(rows).copy_(used);
        }
    }
}
