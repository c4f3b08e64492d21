using BitRL.Backend.Torch.Memory;
using BitRL.Backend.Torch.Products;
using BitRL.Contracts.Backends;
using TorchSharp;
using static TorchSharp.torch;

namespace BitRL.Backend.Torch;

/// <summary>libtorch as a compute device at one precision. Queues are independent: each says how many threads its operations may use.</summary>
internal sealed class TorchDevice(DeviceDescriptor descriptor, TorchPrecision precision, DeviceSettings settings, Device place, int threads) : IComputeDevice, IProductPrecision
{
    private readonly Lock _lock = new();
    private readonly HashSet<IDisposable> _children = new(ReferenceEqualityComparer.Instance);
    private bool _disposed;

    /// <inheritdoc/>
    public DeviceDescriptor Descriptor { get; } = descriptor;

    /// <summary>Where its tensors are.</summary>
    public Device Place { get; } = place;

    /// <inheritdoc/>
    public NumberFormat Weights => precision.Weights;

    /// <inheritdoc/>
    public int GroupSize => settings.GroupSize;

    /// <inheritdoc/>
    public NumberFormat Operands => precision.IsHalf ? precision.Weights : NumberFormat.Float32;

    /// <inheritdoc/>
    public NumberFormat Results => settings.IsNative ? precision.Weights : NumberFormat.Float32;

    /// <inheritdoc/>
    public IComputeQueue CreateQueue(int workers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(workers, threads);
        return Keep(new TorchQueue(this, workers));
    }

    /// <inheritdoc/>
    public DeviceTensor CreateTensor(int rows, int width)
    {
        DeviceArguments.Shape(rows, width);
        return Keep(new TorchTensor(this, rows, width));
    }

    /// <inheritdoc/>
    public DeviceTensor CreateTensor(ReadOnlySpan<float> values, int rows, int width)
    {
        DeviceArguments.Shape(rows, width);
        DeviceArguments.Count(values.Length, (long)rows * width, "float32 values", nameof(values));
        TorchTensor made = Keep(new TorchTensor(this, rows, width));
        using DisposeScope scope = NewDisposeScope();
        using HostBuffer<float> staging = new(Place);
        values.CopyTo(staging.Write(values.Length));
        made.Values.narrow(0, 0, rows).copy_(staging.Read(values.Length).view(rows, width));
        return made;
    }

    /// <inheritdoc/>
    public QuantizedRows CreateQuantizedRows(int rows, int width)
    {
        DeviceArguments.Shape(rows, width);
        return Keep(new TorchQuantizedRows(this, rows, width));
    }

    /// <inheritdoc/>
    public DeviceBatch CreateBatch(int maxTokens, int maxSequences)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxTokens, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSequences, 1);
        return Keep(new TorchBatch(this, maxTokens, maxSequences));
    }

    /// <inheritdoc/>
    public WeightMatrix LoadTernary(TernaryWeights weights)
    {
        DeviceArguments.Ternary(weights);
        TorchMatrix matrix = Make(weights.Outputs, weights.Inputs, weights.Scale);
        float[] rows = new float[Math.Min(weights.Outputs, WideningScratch.Rows(weights.Inputs)) * weights.Inputs];
        using HostBuffer<float> staging = new(torch.CPU);
        for (int first = 0; first < weights.Outputs; first += WideningScratch.Rows(weights.Inputs))
        {
            int count = Math.Min(weights.Outputs - first, WideningScratch.Rows(weights.Inputs));
            Span<float> part = rows.AsSpan(0, count * weights.Inputs);
            TernaryCodes.Unpack(weights, first, part);
            matrix.Fill(first, part, staging);
        }

        return matrix;
    }

    /// <inheritdoc/>
    public WeightMatrix LoadDense(ReadOnlySpan<float> values, int outputs, int inputs)
    {
        DeviceArguments.Shape(outputs, inputs);
        DeviceArguments.Count(values.Length, (long)outputs * inputs, "float32 values", nameof(values));
        TorchMatrix matrix = Make(outputs, inputs, ternaryScale: null);
        using HostBuffer<float> staging = new(torch.CPU);
        for (int first = 0; first < outputs; first += WideningScratch.Rows(inputs))
        {
            int count = Math.Min(outputs - first, WideningScratch.Rows(inputs));
            matrix.Fill(first, values.Slice(first * inputs, count * inputs), staging);
        }

        return matrix;
    }

    /// <inheritdoc/>
    public EmbeddingTable LoadEmbedding(ReadOnlyMemory<byte> float16, int entries, int width)
    {
        DeviceArguments.Shape(entries, width);
        DeviceArguments.Count(float16.Length, (long)entries * width * sizeof(ushort), "bytes of half floats", nameof(float16));
        return Keep(new TorchEmbeddingTable(this, float16, entries, width));
    }

    /// <inheritdoc/>
    public EmbeddingTable LoadEmbedding(ReadOnlySpan<float> values, int entries, int width)
    {
        DeviceArguments.Shape(entries, width);
        DeviceArguments.Count(values.Length, (long)entries * width, "float32 values", nameof(values));
        return Keep(new TorchEmbeddingTable(this, values, entries, width));
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

        foreach (IDisposable child in children)
        {
            child.Dispose();
        }
    }

    private TorchMatrix Make(int outputs, int inputs, float? ternaryScale)
    {
        TorchThreads.Use(threads);
        using DisposeScope scope = NewDisposeScope();
        return Keep<TorchMatrix>(precision.Weights switch
        {
            NumberFormat.Float32 => new FloatMatrix(this, inputs, outputs, ternaryScale),
            NumberFormat.Int8 => new Int8Matrix(this, inputs, outputs, ternaryScale),
            NumberFormat.Int4 => new Int4Matrix(this, settings.GroupSize, inputs, outputs, ternaryScale),
            _ => new HalfMatrix(this, precision.Weights, settings.IsNative, inputs, outputs, ternaryScale),
        });
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
        throw new ObjectDisposedException(nameof(TorchDevice));
    }
}
