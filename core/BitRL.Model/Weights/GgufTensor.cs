using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using BitRL.Contracts.Backends;

namespace BitRL.Model.Weights;

/// <summary>A tensor of a GGUF file; its data stay in the file until read. Immutable and thread-safe; valid while the file is open.</summary>
public sealed class GgufTensor
{
    private readonly GgufContent _content;

    internal GgufTensor(GgufContent content, string name, GgufTensorType type, ImmutableArray<long> dimensions, long fileOffset, long byteCount)
    {
        _content = content;
        Name = name;
        Type = type;
        Dimensions = dimensions;
        FileOffset = fileOffset;
        ByteCount = byteCount;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>How its elements are stored; may be a number that <see cref="GgufTensorType"/> does not name.</summary>
    public GgufTensorType Type { get; }

    /// <summary>Elements along each dimension, the fastest first: [inputs, outputs] of a matrix.</summary>
    public ImmutableArray<long> Dimensions { get; }

    /// <summary>First byte in the file.</summary>
    public long FileOffset { get; }

    /// <summary>Bytes in the file; −1 where the type is not known.</summary>
    public long ByteCount { get; }

    /// <summary>Elements.</summary>
    public long ElementCount => Dimensions.Aggregate(1L, static (product, dimension) => product * dimension);

    /// <summary>Its bytes as they lie in the file: <see cref="ByteCount"/> of them.</summary>
    /// <exception cref="GgufFormatException">The type cannot be read, or there are more than 2 GiB.</exception>
    public ReadOnlyMemory<byte> Bytes => ByteCount switch
    {
        < 0 => throw Error($"tensor '{Name}' is stored as type {(int)Type}, which cannot be read", "convert the model to I2_S, F32, F16 or Q8_0"),
        > int.MaxValue => throw Error($"tensor '{Name}' has {ByteCount} bytes", "tensors of more than 2 GiB are not supported"),
        _ => _content.Slice(FileOffset, (int)ByteCount),
    };

    /// <summary>Decodes to float32.</summary>
    /// <returns>A new array, in file order: [outputs, inputs] row-major for a matrix.</returns>
    /// <exception cref="GgufFormatException">The type cannot be read, or a value is not finite.</exception>
    public float[] ReadFloats()
    {
        ReadOnlySpan<byte> bytes = Bytes.Span;
        if (ElementCount > Array.MaxLength)
        {
            throw Error($"tensor '{Name}' has {ElementCount} elements", "tensors of more than 2^31 elements cannot be decoded");
        }

        float[] values = new float[ElementCount];
        switch (Type)
        {
            case GgufTensorType.Float32:
                DecodeFloat32(bytes, values);
                break;
            case GgufTensorType.Float16:
                DecodeFloat16(bytes, values);
                break;
            case GgufTensorType.Q8_0:
                DecodeQ8(bytes, values);
                break;
            default:
                DecodeTernary(values);
                break;
        }

        RequireFinite(values);
        return values;
    }

    /// <summary>The ternary codes in place, with their scale.</summary>
    /// <exception cref="GgufFormatException">Not a ternary matrix, damaged codes, or a scale that is not positive and finite.</exception>
    public TernaryWeights ReadTernary()
    {
        if (Type != GgufTensorType.I2_S || Dimensions.Length != 2)
        {
            throw Error($"tensor '{Name}' has type {Type} and {Dimensions.Length} dimensions where a ternary matrix is needed", "export the model as I2_S");
        }

        ReadOnlyMemory<byte> bytes = Bytes;
        int codeBytes = bytes.Length - GgufTypes.TernaryTailBytes;
        long damaged = TernaryPacking.CountDamaged(bytes.Span[..codeBytes]);
        if (damaged > 0)
        {
            throw Error($"tensor '{Name}' has {damaged} of {ElementCount} elements with the code 3, which no writer writes");
        }

        float scale = BinaryPrimitives.ReadSingleLittleEndian(bytes.Span[codeBytes..]);
        if (!float.IsFinite(scale) || scale <= 0)
        {
            throw Error($"tensor '{Name}' has the scale {scale}, which is not positive and finite");
        }

        return new TernaryWeights(bytes[..codeBytes], checked((int)Dimensions[1]), checked((int)Dimensions[0]), scale);
    }

    /// <summary>Says that its bytes were copied and will hardly be read again: they need not stay in physical memory. What points at them stays valid.</summary>
    internal void Release() => _content.Release(FileOffset, ByteCount);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Type} [{string.Join(", ", Dimensions)}]";

    internal GgufFormatException Error(string problem, string advice = GgufFormatException.DamagedAdvice) => new(_content.Name, FileOffset, problem, advice);

    private static void DecodeFloat32(ReadOnlySpan<byte> bytes, float[] values)
    {
        if (BitConverter.IsLittleEndian)
        {
            bytes.CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
            return;
        }

        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * 4)..]);
        }
    }

    private static void DecodeFloat16(ReadOnlySpan<byte> bytes, float[] values)
    {
        if (BitConverter.IsLittleEndian)
        {
            TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes), values);
            return;
        }

        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(i * 2)..]);
        }
    }

    private static void DecodeQ8(ReadOnlySpan<byte> bytes, float[] values)
    {
        for (int block = 0; block < values.Length / GgufTypes.Q8BlockElements; block++)
        {
            ReadOnlySpan<byte> source = bytes.Slice(block * GgufTypes.Q8BlockBytes, GgufTypes.Q8BlockBytes);
            float scale = (float)BinaryPrimitives.ReadHalfLittleEndian(source);
            for (int i = 0; i < GgufTypes.Q8BlockElements; i++)
            {
                values[(block * GgufTypes.Q8BlockElements) + i] = scale * (sbyte)source[2 + i];
            }
        }
    }

    private void DecodeTernary(float[] values)
    {
        TernaryWeights weights = ReadTernary();
        sbyte[] ternary = new sbyte[values.Length];
        TernaryPacking.Unpack(weights.Codes.Span, ternary);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = ternary[i] * weights.Scale;
        }
    }

    private void RequireFinite(ReadOnlySpan<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                throw Error($"tensor '{Name}' has the value {values[i]} at element {i}");
            }
        }
    }
}
