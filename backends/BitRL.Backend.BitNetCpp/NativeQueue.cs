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
        NativeEmbeddingTable tokenTable = Check.Own<NativeEmbeddingTable>(device, tokens, nameof(tokens));
        NativeEmbeddingTable? fieldTable = fields is null ? null : Check.Own<NativeEmbeddingTable>(device, fields, nameof(fields));
        NativeTensor target = Tensor(output, nameof(output));
        Check.Rows(rows.TokenCount, target.Rows, nameof(output));
        Check.Width(target.Width, tokens.Width, nameof(output));
        Check.Table(rows.MaxToken, tokens.Entries, "token");
        if (fieldTable is not null)
        {
            Check.Width(fieldTable.Width, tokens.Width, nameof(fields));
            Check.Table(rows.MaxOrdinal, fieldTable.Entries, "field ordinal");
            Check.Count(rows.HasOrdinals ? rows.TokenCount : 0, rows.TokenCount, "field ordinals", nameof(batch));
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
        Check.Rows(rows, target.Rows, nameof(output));
        Check.Width(target.Width, source.Width, nameof(output));
        Done(NativeMethods.bitrl_rms_norm(handle.Value, source.Pointer, ((NativeTensor)weight).Pointer, epsilon, rows, source.Width, target.Pointer));
    }

    /// <inheritdoc/>
    public void RmsNormQuantize(DeviceTensor input, DeviceTensor weight, float epsilon, int rows, QuantizedRows output)
    {
        NativeQuantizedRows target = Check.Own<NativeQuantizedRows>(device, output, nameof(output));
        NativeTensor source = NormInput(input, weight, rows);
        Check.Rows(rows, target.Rows, nameof(output));
        Check.Width(target.Width, source.Width, nameof(output));
        NativeQuantized view = target.View;
        Done(NativeMethods.bitrl_rms_norm_quantize(handle.Value, source.Pointer, ((NativeTensor)weight).Pointer, epsilon, rows, &view));
    }

    /// <inheritdoc/>
    public void TernaryMatMul(QuantizedRows input, WeightMatrix matrix, int rows, DeviceTensor output, bool accumulate)
    {
        NativeQuantizedRows source = Check.Own<NativeQuantizedRows>(device, input, nameof(input));
        NativeTernaryMatrix weights = Check.Own<NativeTernaryMatrix>(device, matrix, nameof(matrix));
        NativeTensor target = Product(weights, rows, source.Width, source.Rows, output);
        NativeQuantized view = source.View;
        Done(NativeMethods.bitrl_ternary_multiply(handle.Value, &view, weights.Handle, rows, target.Pointer, accumulate ? 1 : 0));
    }

    /// <inheritdoc/>
    public void DenseMatMul(DeviceTensor input, WeightMatrix matrix, int rows, DeviceTensor output, bool accumulate)
    {
        NativeTensor source = Tensor(input, nameof(input));
        NativeDenseMatrix weights = Check.Own<NativeDenseMatrix>(device, matrix, nameof(matrix));
        NativeTensor target = Product(weights, rows, source.Width, source.Rows, output);
        Check.Distinct(source, target, nameof(output));
        Done(NativeMethods.bitrl_dense_multiply(handle.Value, source.Pointer, weights.Handle, rows, target.Pointer, accumulate ? 1 : 0));
    }

    /// <inheritdoc/>
    public void Rope(DeviceBatch batch, DeviceTensor values, int heads, int headSize, float frequencyBase)
    {
        NativeBatch rows = Batch(batch);
        NativeTensor target = Tensor(values, nameof(values));
        Check.Heads(heads, headSize, target.Width, nameof(values));
        Check.Rows(rows.TokenCount, target.Rows, nameof(values));
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
        Check.Width(ups.Width, gates.Width, nameof(up));
        Check.Width(target.Width, gates.Width, nameof(output));
        Check.Rows(rows, gates.Rows, nameof(gate));
        Check.Rows(rows, ups.Rows, nameof(up));
        Check.Rows(rows, target.Rows, nameof(output));
        Done(NativeMethods.bitrl_gate(handle.Value, activation, gates.Pointer, ups.Pointer, rows, gates.Width, target.Pointer));
    }

    /// <inheritdoc/>
    public void CopyRows(DeviceTensor source, int sourceRow, DeviceTensor target, int targetRow, int rows)
    {
        NativeTensor from = Tensor(source, nameof(source));
        NativeTensor to = Tensor(target, nameof(target));
        Check.Width(to.Width, from.Width, nameof(target));
        Check.Range(sourceRow, rows, from.Rows, nameof(source));
        Check.Range(targetRow, rows, to.Rows, nameof(target));
        long bytes = (long)rows * from.Width * sizeof(float);
        Buffer.MemoryCopy(from.Pointer + ((long)sourceRow * from.Width), to.Pointer + ((long)targetRow * to.Width), bytes, bytes);
    }

    /// <inheritdoc/>
    public void Pool(DeviceBatch batch, Pooling pooling, DeviceTensor input, DeviceTensor output)
    {
        NativeBatch rows = Batch(batch);
        NativeTensor source = Tensor(input, nameof(input));
        NativeTensor target = Tensor(output, nameof(output));
        Check.Distinct(source, target, nameof(output));
        Check.Rows(rows.TokenCount, source.Rows, nameof(input));
        Check.Rows(rows.SequenceCount, target.Rows, nameof(output));
        Check.Width(target.Width, pooling == Pooling.Both ? 2 * source.Width : source.Width, nameof(output));
        Done(NativeMethods.bitrl_pool(handle.Value, pooling, rows.Sequences, rows.SequenceCount, source.Pointer, source.Width, target.Pointer));
    }

    /// <inheritdoc/>
    public void Download(DeviceTensor source, int rows, Span<float> destination)
    {
        NativeTensor from = Tensor(source, nameof(source));
        Check.Rows(rows, from.Rows, nameof(source));
        Check.Count(destination.Length, (long)rows * from.Width, "places in the destination", nameof(destination));
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

    private NativeBatch Batch(DeviceBatch batch) => Check.Own<NativeBatch>(device, batch, nameof(batch));

    private NativeTensor Tensor(DeviceTensor tensor, string name) => Check.Own<NativeTensor>(device, tensor, name);

    private NativeTensor NormInput(DeviceTensor input, DeviceTensor weight, int rows)
    {
        NativeTensor source = Tensor(input, nameof(input));
        NativeTensor scale = Tensor(weight, nameof(weight));
        Check.Rows(rows, source.Rows, nameof(input));
        Check.Width(scale.Width, source.Width, nameof(weight));
        return source;
    }

    private NativeTensor Product(WeightMatrix weights, int rows, int inputWidth, int inputRows, DeviceTensor output)
    {
        NativeTensor target = Tensor(output, nameof(output));
        Check.Width(inputWidth, weights.Inputs, "input");
        Check.Width(target.Width, weights.Outputs, nameof(output));
        Check.Rows(rows, inputRows, "input");
        Check.Rows(rows, target.Rows, nameof(output));
        return target;
    }
}
