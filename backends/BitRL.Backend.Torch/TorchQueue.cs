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
internal sealed class TorchQueue(TorchDevice device, int workers) : IComputeQueue
{
    private const float QuantizationFloor = 1e-5f;
    private const float QuantizationLevels = 127;

    private readonly EmbeddingStaging _staging = new(device.Place);
    private readonly WideningScratch _scratch = new(device.Place);

    /// <inheritdoc/>
    public void Upload(in SequenceBatch batch, DeviceBatch target) => Batch(target).Fill(batch);

    /// <inheritdoc/>
    public void Embed(DeviceBatch batch, EmbeddingTable tokens, EmbeddingTable? fields, DeviceTensor output)
    {
        TorchBatch rows = Batch(batch);
        TorchEmbeddingTable tokenTable = device.Own<TorchEmbeddingTable>(tokens, nameof(tokens));
        TorchEmbeddingTable? fieldTable = fields is null ? null : device.Own<TorchEmbeddingTable>(fields, nameof(fields));
        TorchTensor target = Rows(output, rows.TokenCount, tokens.Width, nameof(output));
        DeviceArguments.Table(rows.MaxToken, tokens.Entries, "token");
        if (fieldTable is not null)
        {
            DeviceArguments.Width(fieldTable.Width, tokens.Width, nameof(fields));
            DeviceArguments.Table(rows.MaxOrdinal, fieldTable.Entries, "field ordinal");
            DeviceArguments.Count(rows.Ordinals.Length, rows.TokenCount, "field ordinals", nameof(batch));
        }

        using DisposeScope scope = Begin();
        Tensor result = target.First(rows.TokenCount);
        result.copy_(tokenTable.Read(rows.Tokens, _staging));
        if (fieldTable is not null)
        {
            result.add_(fieldTable.Read(rows.Ordinals, _staging));
        }
    }

    /// <inheritdoc/>
    public void RmsNorm(DeviceTensor input, DeviceTensor weight, float epsilon, int rows, DeviceTensor output)
    {
        TorchTensor target = Rows(output, rows, input.Width, nameof(output));
        using DisposeScope scope = Begin();
        target.First(rows).copy_(Normalized(input, weight, epsilon, rows));
    }

    /// <inheritdoc/>
    public void RmsNormQuantize(DeviceTensor input, DeviceTensor weight, float epsilon, int rows, QuantizedRows output)
    {
        TorchQuantizedRows target = device.Own<TorchQuantizedRows>(output, nameof(output));
        DeviceArguments.Rows(rows, target.Rows, nameof(output));
        DeviceArguments.Width(target.Width, input.Width, nameof(output));
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
        TorchQuantizedRows source = device.Own<TorchQuantizedRows>(input, nameof(input));
        TorchMatrix weights = device.Own<TorchMatrix>(matrix, nameof(matrix));
        Multiply(source.Values, weights, rows, output, accumulate, source.Steps);
    }

    /// <inheritdoc/>
    public void DenseMatMul(DeviceTensor input, WeightMatrix matrix, int rows, DeviceTensor output, bool accumulate)
    {
        TorchMatrix weights = device.Own<TorchMatrix>(matrix, nameof(matrix));
        TorchTensor source = device.Own<TorchTensor>(input, nameof(input));
        DeviceArguments.Distinct(source, output, nameof(output));
        Multiply(source, weights, rows, output, accumulate, steps: null);
    }

    /// <inheritdoc/>
    public void Rope(DeviceBatch batch, DeviceTensor values, int heads, int headSize, float frequencyBase)
    {
        TorchBatch rows = Batch(batch);
        TorchTensor target = device.Own<TorchTensor>(values, nameof(values));
        DeviceArguments.Heads(heads, headSize, target.Width, nameof(values));
        DeviceArguments.Rows(rows.TokenCount, target.Rows, nameof(values));
        using DisposeScope scope = Begin();
        (Tensor cos, Tensor sin) = rows.Rotation.Factors(headSize, frequencyBase);
        Tensor shaped = target.First(rows.TokenCount).view(rows.TokenCount, heads, headSize);
        Tensor swapped = shaped.roll(headSize / 2, 2);
        shaped.mul_(cos).addcmul_(swapped, sin, Scalars.Of(1));
    }

    /// <inheritdoc/>
    public void Attention(DeviceBatch batch, in AttentionArguments arguments)
    {
        TorchBatch rows = Batch(batch);
        AttentionShapes.Require(device, rows, arguments);
        using DisposeScope scope = Begin();
        TorchAttention.Run(rows, arguments);
    }

    /// <inheritdoc/>
    public void Gate(GateActivation activation, DeviceTensor gate, DeviceTensor up, int rows, DeviceTensor output)
    {
        TorchTensor gates = Rows(gate, rows, gate.Width, nameof(gate));
        TorchTensor ups = Rows(up, rows, gate.Width, nameof(up));
        TorchTensor target = Rows(output, rows, gate.Width, nameof(output));
        using DisposeScope scope = Begin();
        Tensor value = gates.First(rows);
        Tensor activated = activation == GateActivation.SquaredRelu ? value.relu() : value.sigmoid();
        activated.mul_(activation == GateActivation.SquaredRelu ? activated : value).mul_(ups.First(rows));
        target.First(rows).copy_(activated);
    }

    /// <inheritdoc/>
    public void CopyRows(DeviceTensor source, int sourceRow, DeviceTensor target, int targetRow, int rows)
    {
        TorchTensor from = device.Own<TorchTensor>(source, nameof(source));
        TorchTensor to = device.Own<TorchTensor>(target, nameof(target));
        DeviceArguments.Width(to.Width, from.Width, nameof(target));
        DeviceArguments.Range(sourceRow, rows, from.Rows, nameof(source));
        DeviceArguments.Range(targetRow, rows, to.Rows, nameof(target));
        using DisposeScope scope = Begin();
        Tensor moved = from.Values.narrow(0, sourceRow, rows);
        to.Values.narrow(0, targetRow, rows).copy_(ReferenceEquals(from, to) ? moved.clone() : moved); // ranges may overlap
    }

    /// <inheritdoc/>
    public void Pool(DeviceBatch batch, Pooling pooling, DeviceTensor input, DeviceTensor output)
    {
        TorchBatch rows = Batch(batch);
        TorchTensor source = Rows(input, rows.TokenCount, input.Width, nameof(input));
        DeviceArguments.Distinct(source, output, nameof(output));
        int sequences = rows.Sequences.Length;
        TorchTensor target = Rows(output, sequences, pooling == Pooling.Both ? 2 * source.Width : source.Width, nameof(output));
        using DisposeScope scope = Begin();
        rows.Layout.PrepareRows();
        rows.Layout.PreparePooling();
        Tensor pooled = target.First(sequences);
        if (pooling != Pooling.Last)
        {
            Tensor places = source.Values.index_select(0, rows.Layout.QueryRows).view(sequences, rows.Layout.Queries, source.Width);
            pooled.narrow(1, 0, source.Width).copy_(places.mul_(rows.Layout.Shares).sum(1));
        }

        if (pooling != Pooling.Mean)
        {
            pooled.narrow(1, target.Width - source.Width, source.Width).copy_(source.Values.index_select(0, rows.Layout.LastRows));
        }
    }

    /// <inheritdoc/>
    public void Download(DeviceTensor source, int rows, Span<float> destination)
    {
        TorchTensor from = Rows(source, rows, source.Width, nameof(source));
        DeviceArguments.Count(destination.Length, (long)rows * from.Width, "places in the destination", nameof(destination));
        using DisposeScope scope = Begin();
        System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(from.First(rows).cpu().bytes).CopyTo(destination);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _staging.Dispose();
        _scratch.Dispose();
        device.Forget(this);
    }

    private DisposeScope Begin()
    {
        TorchThreads.Use(workers);
        return NewDisposeScope();
    }

    private TorchBatch Batch(DeviceBatch batch) => device.Own<TorchBatch>(batch, nameof(batch));

    private TorchTensor Rows(DeviceTensor tensor, int rows, int width, string name)
    {
        TorchTensor own = device.Own<TorchTensor>(tensor, name);
        DeviceArguments.Rows(rows, own.Rows, name);
        DeviceArguments.Width(own.Width, width, name);
        return own;
    }

    private Tensor Normalized(DeviceTensor input, DeviceTensor weight, float epsilon, int rows)
    {
        TorchTensor source = Rows(input, rows, input.Width, nameof(input));
        TorchTensor factor = device.Own<TorchTensor>(weight, nameof(weight));
        DeviceArguments.Width(factor.Width, source.Width, nameof(weight));
        Tensor value = source.First(rows);
        Tensor inverse = value.square().mean([1], keepdim: true).add_(Scalars.Of(epsilon)).rsqrt_();
        return value.mul(inverse).mul_(factor.Values.select(0, 0));
    }

    // Sums are always made beside the output and added to it afterwards, and never for fewer rows than TorchTensor.LeastRows: what comes out for a row
    // depends on that row alone.
    private void Multiply(TorchTensor input, TorchMatrix matrix, int rows, DeviceTensor output, bool accumulate, TorchTensor? steps)
    {
        DeviceArguments.Width(input.Width, matrix.Inputs, nameof(input));
        DeviceArguments.Rows(rows, input.Rows, nameof(input));
        TorchTensor target = Rows(output, rows, matrix.Outputs, nameof(output));
        if (matrix.TernaryScale is null != steps is null)
        {
            throw new ArgumentException("a ternary matrix multiplies quantised rows, and a dense one float32 rows", nameof(matrix));
        }

        using DisposeScope scope = Begin();
        bool isDirect = !accumulate && rows >= TorchTensor.LeastRows;
        int computed = Math.Max(rows, TorchTensor.LeastRows);
        Tensor result = isDirect ? target.First(rows) : empty(computed, matrix.Outputs, dtype: ScalarType.Float32, device: device.Place);
        matrix.Multiply(input.First(computed), result, _scratch);
        Tensor used = computed == rows ? result : result.narrow(0, 0, rows);
        if (steps is not null)
        {
            used.mul_(steps.First(rows).mul(Scalars.Of(matrix.TernaryScale!.Value)));
        }

        if (accumulate)
        {
            target.First(rows).add_(used);
        }
        else if (!isDirect)
        {
            target.First(rows).copy_(used);
        }
    }
}
