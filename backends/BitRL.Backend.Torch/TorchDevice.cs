using BitRL.Backend.Torch.Memory;
using BitRL.Backend.Torch.Products;
using BitRL.Contracts.Backends;
using TorchSharp;
using static TorchSharp.torch;

namespace BitRL.Backend.Torch;

/// <summary>libtorch as a compute device at one precision. Queues are independent: each says how many threads its operations may use.</summary>
internal sealed class TorchDevice(DeviceDescriptor descriptor, TorchPrecision precision, DeviceSettings settings, Device place, int threads) : IComputeDevice, IProductPrecision
{
    private readonly DeviceInventory _made = new();

    /// <inheritdoc/>
    public DeviceDescriptor Descriptor { get; } = descriptor;

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
        DeviceArguments.Workers(workers, threads);
        return _made.Keep(new TorchQueue(_made, place, workers));
    }

    /// <inheritdoc/>
    public DeviceTensor CreateTensor(int rows, int width)
    {
        DeviceArguments.Shape(rows, width);
        return _made.Keep(new TorchTensor(place, rows, width));
    }

    /// <inheritdoc/>
    public DeviceTensor CreateTensor(ReadOnlySpan<float> values, int rows, int width)
    {
        DeviceArguments.Floats(values, rows, width);
        TorchTensor tensor = _made.Keep(new TorchTensor(place, rows, width));
        using DisposeScope scope = NewDisposeScope();
        using HostBuffer<float> staging = new(place);
        values.CopyTo(staging.Write(values.Length));
        tensor.Values.narrow(0, 0, rows).copy_(staging.Read(values.Length).view(rows, width));
        return tensor;
    }

    /// <inheritdoc/>
    public QuantizedRows CreateQuantizedRows(int rows, int width)
    {
        DeviceArguments.Shape(rows, width);
        return _made.Keep(new TorchQuantizedRows(place, rows, width));
    }

    /// <inheritdoc/>
    public DeviceBatch CreateBatch(int maxTokens, int maxSequences) => _made.Keep(new TorchBatch(place, maxTokens, maxSequences));

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
        DeviceArguments.Floats(values, outputs, inputs);
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
    public EmbeddingTable LoadEmbedding(ReadOnlyMemory<byte> float16, int entries, int width) => _made.Keep(new HostEmbeddingTable(float16, entries, width));

    /// <inheritdoc/>
    public EmbeddingTable LoadEmbedding(ReadOnlySpan<float> values, int entries, int width) => _made.Keep(new HostEmbeddingTable(values, entries, width));

    /// <inheritdoc/>
    public void Dispose() => _made.Dispose();

    private TorchMatrix Make(int outputs, int inputs, float? ternaryScale)
    {
        TorchThreads.Use(threads);
        using DisposeScope scope = NewDisposeScope();
        return _made.Keep<TorchMatrix>(precision.Weights switch
        {
            NumberFormat.Float32 => new FloatMatrix(place, inputs, outputs, ternaryScale),
            NumberFormat.Int8 => new Int8Matrix(place, inputs, outputs, ternaryScale),
            NumberFormat.Int4 => new Int4Matrix(place, settings.GroupSize, inputs, outputs, ternaryScale),
            _ => new HalfMatrix(place, precision.Weights, settings.IsNative, inputs, outputs, ternaryScale),
        });
    }
}
