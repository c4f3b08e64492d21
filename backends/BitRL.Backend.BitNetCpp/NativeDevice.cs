using System.Buffers;
using BitRL.Backend.BitNetCpp.Interop;
using BitRL.Backend.BitNetCpp.Memory;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.BitNetCpp;

/// <summary>The processor as a compute device of the library. Queues are independent: each has its own workers and working memory.</summary>
internal sealed unsafe class NativeDevice(NativeHandle handle, DeviceDescriptor descriptor, DeviceSettings settings, int threads) : IComputeDevice
{
    private readonly DeviceInventory _made = new();

    /// <inheritdoc/>
    public DeviceDescriptor Descriptor { get; } = descriptor;

    /// <inheritdoc/>
    public IComputeQueue CreateQueue(int workers)
    {
        DeviceArguments.Workers(workers, threads);
        nint queue;
        NativeStatus status = NativeMethods.bitrl_queue_create(handle.Value, workers, settings.SpinMicroseconds, settings.IsPinned ? 1 : 0, &queue);
        return status == NativeStatus.Ok
            ? _made.Keep(new NativeQueue(_made, new NativeHandle(queue, NativeMethods.bitrl_queue_release)))
            : throw new BackendUnavailableException($"a queue with {workers} workers could not be made: the system gives no more threads or memory");
    }

    /// <inheritdoc/>
    public DeviceTensor CreateTensor(int rows, int width)
    {
        DeviceArguments.Shape(rows, width);
        return _made.Keep(new NativeTensor(rows, width));
    }

    /// <inheritdoc/>
    public DeviceTensor CreateTensor(ReadOnlySpan<float> values, int rows, int width)
    {
        DeviceArguments.Floats(values, rows, width);
        NativeTensor tensor = _made.Keep(new NativeTensor(rows, width));
        values.CopyTo(new Span<float>(tensor.Pointer, values.Length));
        return tensor;
    }

    /// <inheritdoc/>
    public QuantizedRows CreateQuantizedRows(int rows, int width)
    {
        DeviceArguments.Shape(rows, width);
        return _made.Keep(new NativeQuantizedRows(rows, width));
    }

    /// <inheritdoc/>
    public DeviceBatch CreateBatch(int maxTokens, int maxSequences) => _made.Keep(new NativeBatch(maxTokens, maxSequences));

    /// <inheritdoc/>
    public WeightMatrix LoadTernary(TernaryWeights weights)
    {
        DeviceArguments.Ternary(weights);
        MemoryHandle codes = weights.Codes.Pin();
        nint matrix;
        NativeStatus status = NativeMethods.bitrl_ternary_load(
            handle.Value, (byte*)codes.Pointer, weights.Outputs, weights.Inputs, weights.Scale, settings.IsMapped ? 1 : 0, &matrix);
        if (!settings.IsMapped || status != NativeStatus.Ok)
        {
            codes.Dispose();
        }

        return status == NativeStatus.Ok
            ? _made.Keep(new NativeTernaryMatrix(weights, new NativeHandle(matrix, NativeMethods.bitrl_ternary_release, NativeMethods.bitrl_ternary_bytes(matrix)), settings.IsMapped ? codes : default))
            : throw NoRoom("ternary", weights.Outputs, weights.Inputs);
    }

    /// <inheritdoc/>
    public WeightMatrix LoadDense(ReadOnlySpan<float> values, int outputs, int inputs)
    {
        DeviceArguments.Floats(values, outputs, inputs);
        nint matrix;
        NativeStatus status;
        fixed (float* pointer = values)
        {
            status = NativeMethods.bitrl_dense_load(handle.Value, pointer, outputs, inputs, &matrix);
        }

        return status == NativeStatus.Ok
            ? _made.Keep(new NativeDenseMatrix(inputs, outputs, new NativeHandle(matrix, NativeMethods.bitrl_dense_release, NativeMethods.bitrl_dense_bytes(matrix))))
            : throw NoRoom("dense", outputs, inputs);
    }

    /// <inheritdoc/>
    public EmbeddingTable LoadEmbedding(ReadOnlyMemory<byte> float16, int entries, int width) => _made.Keep(new HostEmbeddingTable(float16, entries, width));

    /// <inheritdoc/>
    public EmbeddingTable LoadEmbedding(ReadOnlySpan<float> values, int entries, int width) => _made.Keep(new HostEmbeddingTable(values, entries, width));

    /// <inheritdoc/>
    public void Dispose()
    {
        _made.Dispose();
        handle.Dispose();
    }

    private static BackendUnavailableException NoRoom(string kind, int outputs, int inputs) =>
        new($"there is no room for a {kind} matrix of {outputs} × {inputs}: close other programs, or use a smaller model");
}
