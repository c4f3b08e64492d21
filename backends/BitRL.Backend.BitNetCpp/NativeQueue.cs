using BitRL.Backend.BitNetCpp.Interop;
using BitRL.Backend.BitNetCpp.Memory;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.BitNetCpp;

/// <summary>Checks shapes, and makes one call of the library for each operation, which runs it at once on the queue's workers.</summary>
internal sealed unsafe class NativeQueue(DeviceInventory made, NativeHandle handle) : IComputeQueue
{
    /// <inheritdoc/>
    public void Upload(in SequenceBatch batch, DeviceBatch target) => made.Own<NativeBatch>(target).Fill(batch);

    /// <inheritdoc/>
    public void Embed(DeviceBatch batch, EmbeddingTable tokens, EmbeddingTable? fields, DeviceTensor output)
    {
        NativeBatch own = made.Own<NativeBatch>(batch);
        HostEmbeddingTable tokenTable = made.Own<HostEmbeddingTable>(tokens);
        HostEmbeddingTable? fieldTable = fields is null ? null : made.Own<HostEmbeddingTable>(fields);
        NativeTensor target = made.Own<NativeTensor>(output);
        DeviceArguments.Embed(batch, tokens, fields, output);
        fixed (byte* tokenRows = tokenTable.Content, fieldRows = fieldTable is null ? default : fieldTable.Content)
        fixed (int* ids = own.Tokens, ordinals = own.FieldOrdinals)
        {
            var arguments = new NativeEmbedding
            {
                Tokens = tokenRows,
                Fields = fieldRows,
                TokenIds = ids,
                Ordinals = ordinals,
                Output = target.Pointer,
                Rows = own.TokenCount,
                Width = target.Width,
                TokensAreHalf = tokenTable.IsHalf ? 1 : 0,
                FieldsAreHalf = fieldTable is { IsHalf: true } ? 1 : 0,
            };
            Done(NativeMethods.bitrl_embed(handle.Value, &arguments));
        }
    }

    /// <inheritdoc/>
    public void RmsNorm(DeviceTensor input, DeviceTensor weight, float epsilon, int rows, DeviceTensor output)
    {
        NativeTensor source = made.Own<NativeTensor>(input);
        NativeTensor scale = made.Own<NativeTensor>(weight);
        NativeTensor target = made.Own<NativeTensor>(output);
        DeviceArguments.RmsNorm(input, weight, rows, output);
        Done(NativeMethods.bitrl_rms_norm(handle.Value, source.Pointer, scale.Pointer, epsilon, rows, source.Width, target.Pointer));
    }

    /// <inheritdoc/>
    public void RmsNormQuantize(DeviceTensor input, DeviceTensor weight, float epsilon, int rows, QuantizedRows output)
    {
        NativeTensor source = made.Own<NativeTensor>(input);
        NativeTensor scale = made.Own<NativeTensor>(weight);
        NativeQuantized target = made.Own<NativeQuantizedRows>(output).View;
        DeviceArguments.RmsNormQuantize(input, weight, rows, output);
        Done(NativeMethods.bitrl_rms_norm_quantize(handle.Value, source.Pointer, scale.Pointer, epsilon, rows, &target));
    }

    /// <inheritdoc/>
    public void TernaryMatMul(QuantizedRows input, WeightMatrix matrix, int rows, DeviceTensor output, bool accumulate)
    {
        NativeQuantized source = made.Own<NativeQuantizedRows>(input).View;
        NativeTernaryMatrix weights = made.Own<NativeTernaryMatrix>(matrix);
        NativeTensor target = made.Own<NativeTensor>(output);
        DeviceArguments.TernaryMatMul(input, matrix, rows, output);
        Done(NativeMethods.bitrl_ternary_multiply(handle.Value, &source, weights.Handle, rows, target.Pointer, accumulate ? 1 : 0));
    }

    /// <inheritdoc/>
    public void DenseMatMul(DeviceTensor input, WeightMatrix matrix, int rows, DeviceTensor output, bool accumulate)
    {
        NativeTensor source = made.Own<NativeTensor>(input);
        NativeDenseMatrix weights = made.Own<NativeDenseMatrix>(matrix);
        NativeTensor target = made.Own<NativeTensor>(output);
        DeviceArguments.DenseMatMul(input, matrix, rows, output);
        Done(NativeMethods.bitrl_dense_multiply(handle.Value, source.Pointer, weights.Handle, rows, target.Pointer, accumulate ? 1 : 0));
    }

    /// <inheritdoc/>
    public void Rope(DeviceBatch batch, DeviceTensor values, int heads, int headSize, float frequencyBase)
    {
        NativeBatch own = made.Own<NativeBatch>(batch);
        NativeTensor target = made.Own<NativeTensor>(values);
        DeviceArguments.Rope(batch, values, heads, headSize);
        fixed (int* positions = own.Positions)
        {
            Done(NativeMethods.bitrl_rope(handle.Value, target.Pointer, positions, own.TokenCount, own.MaxContext, heads, headSize, frequencyBase));
        }
    }

    /// <inheritdoc/>
    public void Attention(DeviceBatch batch, in AttentionArguments arguments)
    {
        NativeBatch own = made.Own<NativeBatch>(batch);
        made.Own<NativeTensor>(arguments);
        DeviceArguments.Attention(batch, arguments);
        fixed (SequenceSpan* sequences = own.Sequences)
        {
            var attention = new NativeAttention
            {
                Query = Pointer(arguments.Query),
                Key = Pointer(arguments.Key),
                Value = Pointer(arguments.Value),
                PrefixKey = Pointer(arguments.PrefixKey),
                PrefixValue = Pointer(arguments.PrefixValue),
                Output = Pointer(arguments.Output),
                Sequences = sequences,
                SequenceCount = own.Sequences.Length,
                Heads = arguments.Heads,
                KeyValueHeads = arguments.KeyValueHeads,
                HeadSize = arguments.HeadSize,
                Rows = own.TokenCount,
                MaxContext = own.MaxContext,
            };
            Done(NativeMethods.bitrl_attend(handle.Value, &attention));
        }
    }

    /// <inheritdoc/>
    public void Gate(GateActivation activation, DeviceTensor gate, DeviceTensor up, int rows, DeviceTensor output)
    {
        NativeTensor gates = made.Own<NativeTensor>(gate);
        NativeTensor ups = made.Own<NativeTensor>(up);
        NativeTensor target = made.Own<NativeTensor>(output);
        DeviceArguments.Gate(gate, up, rows, output);
        Done(NativeMethods.bitrl_gate(handle.Value, activation, gates.Pointer, ups.Pointer, rows, gates.Width, target.Pointer));
    }

    /// <inheritdoc/>
    public void CopyRows(DeviceTensor source, int sourceRow, DeviceTensor target, int targetRow, int rows)
    {
        NativeTensor from = made.Own<NativeTensor>(source);
        NativeTensor to = made.Own<NativeTensor>(target);
        DeviceArguments.CopyRows(source, sourceRow, target, targetRow, rows);
        long bytes = (long)rows * from.Width * sizeof(float);
        Buffer.MemoryCopy(from.Pointer + ((long)sourceRow * from.Width), to.Pointer + ((long)targetRow * to.Width), bytes, bytes);
    }

    /// <inheritdoc/>
    public void Pool(DeviceBatch batch, Pooling pooling, DeviceTensor input, DeviceTensor output)
    {
        NativeBatch own = made.Own<NativeBatch>(batch);
        NativeTensor source = made.Own<NativeTensor>(input);
        NativeTensor target = made.Own<NativeTensor>(output);
        DeviceArguments.Pool(batch, pooling, input, output);
        fixed (SequenceSpan* sequences = own.Sequences)
        {
            Done(NativeMethods.bitrl_pool(handle.Value, pooling, sequences, own.Sequences.Length, source.Pointer, source.Width, target.Pointer));
        }
    }

    /// <inheritdoc/>
    public void Download(DeviceTensor source, int rows, Span<float> destination)
    {
        NativeTensor from = made.Own<NativeTensor>(source);
        DeviceArguments.Download(source, rows, destination);
        new ReadOnlySpan<float>(from.Pointer, destination.Length).CopyTo(destination);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        handle.Dispose();
        made.Forget(this);
    }

    private static void Done(NativeStatus status)
    {
        if (status != NativeStatus.Ok)
        {
            throw new BackendUnavailableException("the native kernels got no working memory: close other programs, or use a smaller batch");
        }
    }

    private static float* Pointer(DeviceTensor? own) => own is null ? null : ((NativeTensor)own).Pointer;
}
