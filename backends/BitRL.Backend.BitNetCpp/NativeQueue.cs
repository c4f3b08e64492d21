using BitRL.Backend.BitNetCpp.Interop;
using BitRL.Backend.BitNetCpp.Memory;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.BitNetCpp;

/// <summary>Checks shapes, and makes one call of the library for each operation, which runs it at once on the queue's workers.</summary>
internal sealed unsafe class NativeQueue(NativeDevice device, NativeHandle handle) : IComputeQueue
{
    /// <inheritdoc/>
    public void Upload(in SequenceBatch batch, DeviceBatch target) => Batch(target).Fill(batch);

    /// <inheritdoc/>
    public void Embed(DeviceBatch batch, EmbeddingTable tokens, EmbeddingTable? fields, DeviceTensor output)
    {
        NativeBatch rows = Batch(batch);
        NativeEmbeddingTable tokenTable = device.Own<NativeEmbeddingTable>(tokens, nameof(tokens));
        NativeEmbeddingTable? fieldTable = fields is null ? null : device.Own<NativeEmbeddingTable>(fields, nameof(fields));
        NativeTensor target = Tensor(output, nameof(output));
        DeviceArguments.Rows(rows.TokenCount, target.Rows, nameof(output));
        DeviceArguments.Width(target.Width, tokens.Width, nameof(output));
        DeviceArguments.Table(rows.MaxToken, tokens.Entries, "token");
        if (fieldTable is not null)
        {
            DeviceArguments.Width(fieldTable.Width, tokens.Width, nameof(fields));
            DeviceArguments.Table(rows.MaxOrdinal, fieldTable.Entries, "field ordinal");
            DeviceArguments.Count(rows.HasOrdinals ? rows.TokenCount : 0, rows.TokenCount, "field ordinals", nameof(batch));
        }

        var arguments = new NativeEmbedding
        {
            Tokens = tokenTable.Pointer,
            Fields = fieldTable is null ? null : fieldTable.Pointer,
            TokenIds = rows.Tokens,
            Ordinals = fieldTable is null ? null : rows.Ordinals,
            Output = target.Pointer,
            Rows = rows.TokenCount,
            Width = target.Width,
            TokensAreHalf = tokenTable.IsHalf ? 1 : 0,
            FieldsAreHalf = fieldTable is { IsHalf: true } ? 1 : 0,
        };
        Done(NativeMethods.bitrl_embed(handle.Value, &arguments));
    }

    /// <inheritdoc/>
    public void RmsNorm(DeviceTensor input, DeviceTensor weight, float epsilon, int rows, DeviceTensor output)
    {
        NativeTensor target = Tensor(output, nameof(output));
        NativeTensor source = NormInput(input, weight, rows);
        DeviceArguments.Rows(rows, target.Rows, nameof(output));
        DeviceArguments.Width(target.Width, source.Width, nameof(output));
        Done(NativeMethods.bitrl_rms_norm(handle.Value, source.Pointer, ((NativeTensor)weight).Pointer, epsilon, rows, source.Width, target.Pointer));
    }

    /// <inheritdoc/>
    public void RmsNormQuantize(DeviceTensor input, DeviceTensor weight, float epsilon, int rows, QuantizedRows output)
    {
        NativeQuantizedRows target = device.Own<NativeQuantizedRows>(output, nameof(output));
        NativeTensor source = NormInput(input, weight, rows);
        DeviceArguments.Rows(rows, target.Rows, nameof(output));
        DeviceArguments.Width(target.Width, source.Width, nameof(output));
        NativeQuantized view = target.View;
        Done(NativeMethods.bitrl_rms_norm_quantize(handle.Value, source.Pointer, ((NativeTensor)weight).Pointer, epsilon, rows, &view));
    }

    /// <inheritdoc/>
    public void TernaryMatMul(QuantizedRows input, WeightMatrix matrix, int rows, DeviceTensor output, bool accumulate)
    {
        NativeQuantizedRows source = device.Own<NativeQuantizedRows>(input, nameof(input));
        NativeTernaryMatrix weights = device.Own<NativeTernaryMatrix>(matrix, nameof(matrix));
        NativeTensor target = Product(weights, rows, source.Width, source.Rows, output);
        NativeQuantized view = source.View;
        Done(NativeMethods.bitrl_ternary_multiply(handle.Value, &view, weights.Handle, rows, target.Pointer, accumulate ? 1 : 0));
    }

    /// <inheritdoc/>
    public void DenseMatMul(DeviceTensor input, WeightMatrix matrix, int rows, DeviceTensor output, bool accumulate)
    {
        NativeTensor source = Tensor(input, nameof(input));
        NativeDenseMatrix weights = device.Own<NativeDenseMatrix>(matrix, nameof(matrix));
        NativeTensor target = Product(weights, rows, source.Width, source.Rows, output);
        DeviceArguments.Distinct(source, target, nameof(output));
        Done(NativeMethods.bitrl_dense_multiply(handle.Value, source.Pointer, weights.Handle, rows, target.Pointer, accumulate ? 1 : 0));
    }

    /// <inheritdoc/>
    public void Rope(DeviceBatch batch, DeviceTensor values, int heads, int headSize, float frequencyBase)
    {
        NativeBatch rows = Batch(batch);
        NativeTensor target = Tensor(values, nameof(values));
        DeviceArguments.Heads(heads, headSize, target.Width, nameof(values));
        DeviceArguments.Rows(rows.TokenCount, target.Rows, nameof(values));
        Done(NativeMethods.bitrl_rope(handle.Value, target.Pointer, rows.Positions, rows.TokenCount, rows.MaxContext, heads, headSize, frequencyBase));
    }

    /// <inheritdoc/>
    public void Attention(DeviceBatch batch, in AttentionArguments arguments)
    {
        NativeAttention attention = AttentionShapes.Checked(device, Batch(batch), arguments);
        Done(NativeMethods.bitrl_attend(handle.Value, &attention));
    }

    /// <inheritdoc/>
    public void Gate(GateActivation activation, DeviceTensor gate, DeviceTensor up, int rows, DeviceTensor output)
    {
        NativeTensor gates = Tensor(gate, nameof(gate));
        NativeTensor ups = Tensor(up, nameof(up));
        NativeTensor target = Tensor(output, nameof(output));
        DeviceArguments.Width(ups.Width, gates.Width, nameof(up));
        DeviceArguments.Width(target.Width, gates.Width, nameof(output));
        DeviceArguments.Rows(rows, gates.Rows, nameof(gate));
        DeviceArguments.Rows(rows, ups.Rows, nameof(up));
        DeviceArguments.Rows(rows, target.Rows, nameof(output));
        Done(NativeMethods.bitrl_gate(handle.Value, activation, gates.Pointer, ups.Pointer, rows, gates.Width, target.Pointer));
    }

    /// <inheritdoc/>
    public void CopyRows(DeviceTensor source, int sourceRow, DeviceTensor target, int targetRow, int rows)
    {
        NativeTensor from = Tensor(source, nameof(source));
        NativeTensor to = Tensor(target, nameof(target));
        DeviceArguments.Width(to.Width, from.Width, nameof(target));
        DeviceArguments.Range(sourceRow, rows, from.Rows, nameof(source));
        DeviceArguments.Range(targetRow, rows, to.Rows, nameof(target));
        long bytes = (long)rows * from.Width * sizeof(float);
        Buffer.MemoryCopy(from.Pointer + ((long)sourceRow * from.Width), to.Pointer + ((long)targetRow * to.Width), bytes, bytes);
    }

    /// <inheritdoc/>
    public void Pool(DeviceBatch batch, Pooling pooling, DeviceTensor input, DeviceTensor output)
    {
        NativeBatch rows = Batch(batch);
        NativeTensor source = Tensor(input, nameof(input));
        NativeTensor target = Tensor(output, nameof(output));
        DeviceArguments.Distinct(source, target, nameof(output));
        DeviceArguments.Rows(rows.TokenCount, source.Rows, nameof(input));
        DeviceArguments.Rows(rows.SequenceCount, target.Rows, nameof(output));
        DeviceArguments.Width(target.Width, pooling == Pooling.Both ? 2 * source.Width : source.Width, nameof(output));
        Done(NativeMethods.bitrl_pool(handle.Value, pooling, rows.Sequences, rows.SequenceCount, source.Pointer, source.Width, target.Pointer));
    }

    /// <inheritdoc/>
    public void Download(DeviceTensor source, int rows, Span<float> destination)
    {
        NativeTensor from = Tensor(source, nameof(source));
        DeviceArguments.Rows(rows, from.Rows, nameof(source));
        DeviceArguments.Count(destination.Length, (long)rows * from.Width, "places in the destination", nameof(destination));
        new ReadOnlySpan<float>(from.Pointer, destination.Length).CopyTo(destination);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        handle.Dispose();
        device.Forget(this);
    }

    private static void Done(NativeStatus status)
    {
        if (status != NativeStatus.Ok)
        {
            throw new BackendUnavailableException("the native kernels got no working memory: close other programs, or use a smaller batch");
        }
    }

    private NativeBatch Batch(DeviceBatch batch) => device.Own<NativeBatch>(batch, nameof(batch));

    private NativeTensor Tensor(DeviceTensor tensor, string name) => device.Own<NativeTensor>(tensor, name);

    private NativeTensor NormInput(DeviceTensor input, DeviceTensor weight, int rows)
    {
        NativeTensor source = Tensor(input, nameof(input));
        NativeTensor scale = Tensor(weight, nameof(weight));
        DeviceArguments.Rows(rows, source.Rows, nameof(input));
        DeviceArguments.Width(scale.Width, source.Width, nameof(weight));
        return source;
    }

    private NativeTensor Product(WeightMatrix weights, int rows, int inputWidth, int inputRows, DeviceTensor output)
    {
        NativeTensor target = Tensor(output, nameof(output));
        DeviceArguments.Width(inputWidth, weights.Inputs, "input");
        DeviceArguments.Width(target.Width, weights.Outputs, nameof(output));
        DeviceArguments.Rows(rows, inputRows, "input");
        DeviceArguments.Rows(rows, target.Rows, nameof(output));
        return target;
    }
}
