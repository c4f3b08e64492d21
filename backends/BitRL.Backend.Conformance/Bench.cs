using BitRL.Contracts.Backends;

namespace BitRL.Backend.Conformance;

/// <summary>A queue on the device under test, and shorthand for getting data in and out. Releases all that it made.</summary>
internal sealed class Bench(IComputeDevice device, int workers) : IDisposable
{
    private readonly List<IDisposable> _made = [];

    /// <summary>The device under test.</summary>
    public IComputeDevice Device { get; } = device;

    /// <summary>At which precision it multiplies; null where that is float32.</summary>
    public IProductPrecision? Precision { get; } = device as IProductPrecision;

    /// <summary>A queue on it.</summary>
    public IComputeQueue Queue { get; } = device.CreateQueue(workers);

    public DeviceTensor Tensor(int rows, int width) => Keep(Device.CreateTensor(rows, width));

    public DeviceTensor Tensor(float[] values, int width) => Keep(Device.CreateTensor(values, values.Length / width, width));

    public QuantizedRows Quantized(int rows, int width) => Keep(Device.CreateQuantizedRows(rows, width));

    public WeightMatrix Ternary(TernaryWeights weights) => Keep(Device.LoadTernary(weights));

    public WeightMatrix Dense(float[] values, int outputs, int inputs) => Keep(Device.LoadDense(values, outputs, inputs));

    public EmbeddingTable Embedding(Half[] values, int width)
    {
        byte[] bytes = new byte[values.Length * 2];
        for (int i = 0; i < values.Length; i++)
        {
            BitConverter.TryWriteBytes(bytes.AsSpan(2 * i), values[i]);
        }

        return Keep(Device.LoadEmbedding(bytes.AsMemory(), values.Length / width, width));
    }

    public EmbeddingTable Embedding(float[] values, int width) => Keep(Device.LoadEmbedding(values.AsSpan(), values.Length / width, width));

    /// <summary>Uploads sequences of these lengths, with tokens that do not matter.</summary>
    public DeviceBatch Batch(params SequenceSpan[] sequences)
    {
        int rows = sequences.Sum(sequence => sequence.RowCount);
        return Batch(new int[rows], [], sequences);
    }

    public DeviceBatch Batch(int[] tokens, int[] ordinals, SequenceSpan[] sequences)
    {
        DeviceBatch batch = Keep(Device.CreateBatch(tokens.Length + 3, sequences.Length + 1));
        Queue.Upload(new SequenceBatch { Tokens = tokens, FieldOrdinals = ordinals, Sequences = sequences }, batch);
        return batch;
    }

    public float[] Read(DeviceTensor tensor, int rows)
    {
        float[] values = new float[rows * tensor.Width];
        Queue.Download(tensor, rows, values);
        return values;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Queue.Dispose();
        foreach (IDisposable item in _made)
        {
            item.Dispose();
        }
    }

    private T Keep<T>(T item)
        where T : IDisposable
    {
        _made.Add(item);
        return item;
    }
}
