using System.Buffers.Binary;
using BitRL.Contracts.Backends;

namespace BitRL.Model.Weights;

/// <summary>
/// Writes a GGUF file, version 3. Collect metadata and tensors with the <c>Add</c> methods, then <see cref="Save"/> or <see cref="WriteTo"/>;
/// tensor data are read only then, one tensor at a time, so large models need not lie in memory twice. Not thread-safe.
/// </summary>
public sealed class GgufWriter
{
    private const int Alignment = 32;
    private readonly GgufMetadataBuffer _metadata = new();
    private readonly List<PendingTensor> _tensors = [];

    /// <summary>Adds a text.</summary>
    /// <exception cref="ArgumentException">The key is empty or was added before.</exception>
    public void Add(string key, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _metadata.Add(key, GgufValueType.String, GgufMetadataBuffer.Text(value));
    }

    /// <summary>Adds an unsigned 32-bit number, the format's usual type for sizes.</summary>
    /// <exception cref="ArgumentException">The key is empty or was added before.</exception>
    public void Add(string key, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        _metadata.Add(key, GgufValueType.UInt32, bytes);
    }

    /// <summary>Adds a 32-bit float.</summary>
    /// <exception cref="ArgumentException">The key is empty or was added before.</exception>
    public void Add(string key, float value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        _metadata.Add(key, GgufValueType.Float32, bytes);
    }

    /// <summary>Adds a truth value.</summary>
    /// <exception cref="ArgumentException">The key is empty or was added before.</exception>
    public void Add(string key, bool value) => _metadata.Add(key, GgufValueType.Boolean, [value ? (byte)1 : (byte)0]);

    /// <summary>Adds an array of float32; copied.</summary>
    /// <exception cref="ArgumentException">The key is empty or was added before.</exception>
    public void AddArray(string key, ReadOnlySpan<float> values) =>
        _metadata.AddArray(key, GgufValueType.Float32, values.Length, TensorEncoding.LittleEndian(values));

    /// <summary>Adds an array of signed 32-bit numbers; copied.</summary>
    /// <exception cref="ArgumentException">The key is empty or was added before.</exception>
    public void AddArray(string key, ReadOnlySpan<int> values)
    {
        byte[] bytes = new byte[values.Length * 4];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * 4), values[i]);
        }

        _metadata.AddArray(key, GgufValueType.Int32, values.Length, bytes);
    }

    /// <summary>Adds an array of texts.</summary>
    /// <exception cref="ArgumentException">The key is empty or was added before.</exception>
    public void AddArray(string key, IReadOnlyCollection<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        using var bytes = new MemoryStream();
        foreach (string value in values)
        {
            bytes.Write(GgufMetadataBuffer.Text(value));
        }

        _metadata.AddArray(key, GgufValueType.String, values.Count, bytes.ToArray());
    }

    /// <summary>Adds metadata as another file has it, whatever its type.</summary>
    /// <exception cref="ArgumentException">The key was added before.</exception>
    public void Add(GgufValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        ReadOnlySpan<byte> payload = value.Payload.Span;
        if (value.Type == GgufValueType.Array)
        {
            _metadata.AddArray(value.Key, value.ElementType, value.Count, payload);
        }
        else
        {
            _metadata.Add(value.Key, value.Type, value.Type == GgufValueType.String ? GgufMetadataBuffer.Text(payload) : payload);
        }
    }

    /// <summary>Adds a tensor of float32.</summary>
    /// <param name="name">Unique name.</param>
    /// <param name="values">Must not change before the file is written.</param>
    /// <param name="dimensions">The fastest first: [inputs, outputs] of a matrix.</param>
    /// <exception cref="ArgumentException">The name was added before, or the number of values is not the product of the dimensions.</exception>
    public void AddFloat32(string name, ReadOnlyMemory<float> values, params ReadOnlySpan<long> dimensions) =>
        AddTensor(name, GgufTensorType.Float32, values.Length, dimensions, stream => stream.Write(TensorEncoding.LittleEndian(values.Span)));

    /// <summary>Adds a tensor of half floats, rounded to nearest.</summary>
    /// <param name="name">Unique name.</param>
    /// <param name="values">Must not change before the file is written.</param>
    /// <param name="dimensions">The fastest first: [inputs, outputs] of a matrix.</param>
    /// <exception cref="ArgumentException">The name was added before, or the number of values is not the product of the dimensions.</exception>
    public void AddFloat16(string name, ReadOnlyMemory<float> values, params ReadOnlySpan<long> dimensions) =>
        AddTensor(name, GgufTensorType.Float16, values.Length, dimensions, stream => TensorEncoding.WriteFloat16(values.Span, stream));

    /// <summary>Adds a tensor in blocks of 32 signed bytes with a half-float scale each (Q8_0).</summary>
    /// <param name="name">Unique name.</param>
    /// <param name="values">Must not change before the file is written.</param>
    /// <param name="dimensions">The fastest first, that one a multiple of 32.</param>
    /// <exception cref="ArgumentException">The name was added before, or the shape does not fit.</exception>
    public void AddQ8(string name, ReadOnlyMemory<float> values, params ReadOnlySpan<long> dimensions) =>
        AddTensor(name, GgufTensorType.Q8_0, values.Length, dimensions, stream => TensorEncoding.WriteQ8(values.Span, stream));

    /// <summary>Adds a ternary matrix (I2_S).</summary>
    /// <param name="name">Unique name.</param>
    /// <param name="weights">Must not change before the file is written; see <see cref="TernaryPacking.Ternarize"/>.</param>
    /// <exception cref="ArgumentException">The name was added before, or the codes are not a quarter of the elements.</exception>
    public void AddTernary(string name, TernaryWeights weights)
    {
        if (weights.Codes.Length * 4L != (long)weights.Inputs * weights.Outputs)
        {
            throw new ArgumentException($"tensor '{name}' has {weights.Codes.Length} bytes of codes for shape [{weights.Outputs}, {weights.Inputs}]", nameof(weights));
        }

        AddTensor(name, GgufTensorType.I2_S, (long)weights.Inputs * weights.Outputs, [weights.Inputs, weights.Outputs], stream =>
        {
            Span<byte> tail = stackalloc byte[GgufTypes.TernaryTailBytes];
            tail.Clear();
            BinaryPrimitives.WriteSingleLittleEndian(tail, weights.Scale);
            stream.Write(weights.Codes.Span);
            stream.Write(tail);
        });
    }

    /// <summary>Adds a tensor whose bytes are made while the file is written, so that it never lies in memory.</summary>
    /// <param name="name">Unique name.</param>
    /// <param name="type">How its elements are stored.</param>
    /// <param name="write">Writes exactly the bytes that the type and the dimensions ask for; the same each time.</param>
    /// <param name="dimensions">The fastest first: [inputs, outputs] of a matrix.</param>
    /// <exception cref="ArgumentException">The name was added before, or the shape does not fit the type.</exception>
    internal void AddGenerated(string name, GgufTensorType type, Action<Stream> write, params ReadOnlySpan<long> dimensions)
    {
        long elements = 1;
        foreach (long dimension in dimensions)
        {
            elements = checked(elements * dimension);
        }

        AddTensor(name, type, elements, dimensions, write);
    }

    /// <summary>Adds a tensor as another file has it, in any type that can be read.</summary>
    /// <param name="tensor">Its file must stay open until this one is written.</param>
    /// <exception cref="ArgumentException">The name was added before.</exception>
    /// <exception cref="GgufFormatException">The type cannot be read.</exception>
    public void Add(GgufTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        AddTensor(tensor.Name, tensor.Type, tensor.ElementCount, tensor.Dimensions.AsSpan(), stream => stream.Write(tensor.Bytes.Span));
    }

    /// <summary>Writes the file: to a temporary file beside it, flushed to disk and then renamed, so that at any moment the path holds the old file or the whole new one.</summary>
    /// <param name="path">Where; an existing file is replaced.</param>
    /// <exception cref="IOException">Writing failed; the temporary file was removed and an existing file is as it was.</exception>
    public void Save(string path)
    {
        string temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                WriteTo(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes the file to a stream, from front to back.</summary>
    /// <param name="destination">Need not be seekable; stays open.</param>
    public void WriteTo(Stream destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        byte[] head = Head();
        destination.Write(head);
        WritePadding(destination, head.Length);
        foreach (PendingTensor tensor in _tensors)
        {
            tensor.Write(destination);
            WritePadding(destination, tensor.Bytes);
        }
    }

    private static void WritePadding(Stream destination, long written)
    {
        ReadOnlySpan<byte> zeros = stackalloc byte[Alignment];
        destination.Write(zeros[..(int)(Aligned(written) - written)]);
    }

    private static long Aligned(long bytes) => (bytes + Alignment - 1) / Alignment * Alignment;

    private byte[] Head()
    {
        using var head = new MemoryStream();
        using var writer = new BinaryWriter(head);
        writer.Write("GGUF"u8);
        writer.Write(3u);
        writer.Write((ulong)_tensors.Count);
        writer.Write((ulong)_metadata.Count);
        writer.Write(_metadata.Bytes);
        long offset = 0;
        foreach (PendingTensor tensor in _tensors)
        {
            writer.Write(GgufMetadataBuffer.Text(tensor.Name));
            writer.Write((uint)tensor.Dimensions.Length);
            foreach (long dimension in tensor.Dimensions)
            {
                writer.Write((ulong)dimension);
            }

            writer.Write((uint)tensor.Type);
            writer.Write((ulong)offset);
            offset += Aligned(tensor.Bytes);
        }

        writer.Flush();
        return head.ToArray();
    }

    private void AddTensor(string name, GgufTensorType type, long elements, ReadOnlySpan<long> dimensions, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (_tensors.Exists(tensor => tensor.Name == name))
        {
            throw new ArgumentException($"tensor '{name}' was added before", nameof(name));
        }

        long product = 1;
        foreach (long dimension in dimensions)
        {
            product = checked(product * dimension);
        }

        int multiple = GgufTypes.RowMultiple(type);
        if (dimensions.IsEmpty || product != elements || elements < 1 || dimensions[0] % multiple != 0)
        {
            throw new ArgumentException($"tensor '{name}' of type {type} has {elements} values for dimensions [{string.Join(", ", dimensions.ToArray())}]; the first must be a multiple of {multiple}", nameof(dimensions));
        }

        _tensors.Add(new PendingTensor(name, type, dimensions.ToArray(), GgufTypes.TensorBytes(type, elements), write));
    }

    private sealed record PendingTensor(string Name, GgufTensorType Type, long[] Dimensions, long Bytes, Action<Stream> Write);
}
