using BitRL.Backend.Cpu.Memory;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.Cpu;

/// <summary>The processor as a compute device. Queues are independent: each has its own workers and working memory.</summary>
internal sealed class CpuDevice(string backend, KernelSet kernels, int threads) : IComputeDevice
{
    private readonly Lock _lock = new();
    private readonly HashSet<IDisposable> _children = new(ReferenceEqualityComparer.Instance);
    private bool _disposed;

    /// <inheritdoc/>
    public DeviceDescriptor Descriptor { get; } = new(backend, $"{ProcessorName.Read()}, {threads} threads", kernels.Title, threads);

    /// <summary>The kernels of this device.</summary>
    public KernelSet Kernels { get; } = kernels;

    /// <inheritdoc/>
    public IComputeQueue CreateQueue(int workers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(workers, threads);
        return Keep(new CpuQueue(this, workers));
    }

    /// <inheritdoc/>
    public DeviceTensor CreateTensor(int rows, int width)
    {
        DeviceArguments.Shape(rows, width);
        return Keep(new CpuTensor(this, rows, width));
    }

    /// <inheritdoc/>
    public unsafe DeviceTensor CreateTensor(ReadOnlySpan<float> values, int rows, int width)
    {
        DeviceArguments.Shape(rows, width);
        DeviceArguments.Count(values.Length, (long)rows * width, "float32 values", nameof(values));
        CpuTensor tensor = Keep(new CpuTensor(this, rows, width));
        values.CopyTo(new Span<float>(tensor.Pointer, values.Length));
        return tensor;
    }

    /// <inheritdoc/>
    public QuantizedRows CreateQuantizedRows(int rows, int width)
    {
        DeviceArguments.Shape(rows, width);
        return Keep(new CpuQuantizedRows(this, rows, width));
    }

    /// <inheritdoc/>
    public DeviceBatch CreateBatch(int maxTokens, int maxSequences)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxTokens, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSequences, 1);
        return Keep(new CpuBatch(this, maxTokens, maxSequences));
    }

    /// <inheritdoc/>
    public WeightMatrix LoadTernary(TernaryWeights weights)
    {
        DeviceArguments.Ternary(weights);
        return Keep(new CpuTernaryMatrix(this, weights, Kernels.Ternary.Pack(weights)));
    }

    /// <inheritdoc/>
    public WeightMatrix LoadDense(ReadOnlySpan<float> values, int outputs, int inputs)
    {
        DeviceArguments.Shape(outputs, inputs);
        DeviceArguments.Count(values.Length, (long)outputs * inputs, "float32 values", nameof(values));
        return Keep(new CpuDenseMatrix(this, inputs, outputs, Kernels.Dense.Pack(values, outputs, inputs)));
    }

    /// <inheritdoc/>
    public EmbeddingTable LoadEmbedding(ReadOnlyMemory<byte> float16, int entries, int width)
    {
        DeviceArguments.Shape(entries, width);
        DeviceArguments.Count(float16.Length, (long)entries * width * sizeof(ushort), "bytes of half floats", nameof(float16));
        return Keep(new CpuEmbeddingTable(this, float16, entries, width));
    }

    /// <inheritdoc/>
    public EmbeddingTable LoadEmbedding(ReadOnlySpan<float> values, int entries, int width)
    {
        DeviceArguments.Shape(entries, width);
        DeviceArguments.Count(values.Length, (long)entries * width, "float32 values", nameof(values));
        return Keep(new CpuEmbeddingTable(this, values, entries, width));
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
        foreach (IDisposable child in children.OrderBy(child => child is CpuQueue ? 0 : 1))
        {
            child.Dispose();
        }
    }

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
        throw new ObjectDisposedException(nameof(CpuDevice));
    }
}
