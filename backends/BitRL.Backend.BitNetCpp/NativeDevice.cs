using System.Buffers;
using BitRL.Backend.BitNetCpp.Interop;
using BitRL.Backend.BitNetCpp.Memory;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.BitNetCpp;

/// <summary>The processor as a compute device of the library. Queues are independent: each has its own workers and working memory.</summary>
internal sealed unsafe class NativeDevice(NativeHandle handle, DeviceDescriptor descriptor, DeviceSettings settings, int threads) : IComputeDevice
{
    private readonly Lock _lock = new();
    private readonly HashSet<IDisposable> _children = new(ReferenceEqualityComparer.Instance);
    private bool _disposed;

    /// <inheritdoc/>
    public DeviceDescriptor Descriptor { get; } = descriptor;

    /// <inheritdoc/>
    public IComputeQueue CreateQueue(int workers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(workers, threads);
        nint queue;
        NativeStatus status = NativeMethods.bitrl_queue_create(handle.Value, workers, settings.SpinMicroseconds, settings.IsPinned ? 1 : 0, &queue);
        return status == NativeStatus.Ok
            ? Keep(new NativeQueue(this, new NativeHandle(queue, NativeMethods.bitrl_queue_release)))
            : throw new BackendUnavailableException($"a queue with {workers} workers could not be made: the system gives no more threads or memory");
    }

    /// <inheritdoc/>
    public DeviceTensor CreateTensor(int rows, int width)
    {
        DeviceArguments.Shape(rows, width);
        return Keep(new NativeTensor(this, rows, width));
    }

    /// <inheritdoc/>
    public DeviceTensor CreateTensor(ReadOnlySpan<float> values, int rows, int width)
    {
        DeviceArguments.Shape(rows, width);
        DeviceArguments.Count(values.Length, (long)rows * width, "float32 values", nameof(values));
        NativeTensor tensor = Keep(new NativeTensor(this, rows, width));
        values.CopyTo(new Span<float>(tensor.Pointer, values.Length));
        return tensor;
    }

    /// <inheritdoc/>
    public QuantizedRows CreateQuantizedRows(int rows, int width)
    {
        DeviceArguments.Shape(rows, width);
        return Keep(new NativeQuantizedRows(this, rows, width));
    }

    /// <inheritdoc/>
    public DeviceBatch CreateBatch(int maxTokens, int maxSequences)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxTokens, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSequences, 1);
        return Keep(new NativeBatch(this, maxTokens, maxSequences));
    }

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
            ? Keep(new NativeTernaryMatrix(this, weights, Own(matrix, NativeMethods.bitrl_ternary_release, NativeMethods.bitrl_ternary_bytes(matrix)), settings.IsMapped ? codes : default))
            : throw NoRoom("ternary", weights.Outputs, weights.Inputs);
    }

    /// <inheritdoc/>
    public WeightMatrix LoadDense(ReadOnlySpan<float> values, int outputs, int inputs)
    {
        DeviceArguments.Shape(outputs, inputs);
        DeviceArguments.Count(values.Length, (long)outputs * inputs, "float32 values", nameof(values));
        nint matrix;
        NativeStatus status;
        fixed (float* pointer = values)
        {
            status = NativeMethods.bitrl_dense_load(handle.Value, pointer, outputs, inputs, &matrix);
        }

        return status == NativeStatus.Ok
            ? Keep(new NativeDenseMatrix(this, inputs, outputs, Own(matrix, NativeMethods.bitrl_dense_release, NativeMethods.bitrl_dense_bytes(matrix))))
            : throw NoRoom("dense", outputs, inputs);
    }

    /// <inheritdoc/>
    public EmbeddingTable LoadEmbedding(ReadOnlyMemory<byte> float16, int entries, int width)
    {
        DeviceArguments.Shape(entries, width);
        DeviceArguments.Count(float16.Length, (long)entries * width * sizeof(ushort), "bytes of half floats", nameof(float16));
        return Keep(new NativeEmbeddingTable(this, float16, entries, width));
    }

    /// <inheritdoc/>
    public EmbeddingTable LoadEmbedding(ReadOnlySpan<float> values, int entries, int width)
    {
        DeviceArguments.Shape(entries, width);
        DeviceArguments.Count(values.Length, (long)entries * width, "float32 values", nameof(values));
        return Keep(new NativeEmbeddingTable(this, values, entries, width));
    }

    /// <summary>Called by an object of this device that was disposed on its own.</summary>
    public void Forget(IDisposable child)
    {
        lock (_lock)
        {
            _children.Remove(child);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        IDisposable[] children;
        lock (_lock)
        {
            _disposed = true;
            children = [.. _children];
        }

        // Queues first: their workers may still look at buffers.
        foreach (IDisposable child in children.OrderBy(child => child is NativeQueue ? 0 : 1))
        {
            child.Dispose();
        }

        handle.Dispose();
    }

    private static NativeHandle Own(nint value, Action<nint> release, long bytes) => new(value, release, bytes);

    private static BackendUnavailableException NoRoom(string kind, int outputs, int inputs) =>
        new($"there is no room for a {kind} matrix of {outputs} × {inputs}: close other programs, or use a smaller model");

    private T Keep<T>(T child)
        where T : class, IDisposable
    {
        lock (_lock)
        {
            if (!_disposed)
            {
                _children.Add(child);
                return child;
            }
        }

        child.Dispose();
        throw new ObjectDisposedException(nameof(NativeDevice));
    }
}
