using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace BitRL.Model.Weights;

/// <summary>Float32 values as the bytes of the tensor types that can be written.</summary>
internal static class TensorEncoding
{
    /// <summary>Float32, little-endian; in place where the machine is.</summary>
    public static ReadOnlySpan<byte> LittleEndian(ReadOnlySpan<float> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            return MemoryMarshal.AsBytes(values);
        }

        byte[] bytes = new byte[values.Length * 4];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * 4), values[i]);
        }

        return bytes;
    }

    /// <summary>Writes half floats, rounded to nearest even.</summary>
    public static void WriteFloat16(ReadOnlySpan<float> values, Stream destination)
    {
        byte[] bytes = new byte[values.Length * 2];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteHalfLittleEndian(bytes.AsSpan(i * 2), (Half)values[i]);
        }

        destination.Write(bytes);
    }

    /// <summary>Writes blocks of 32: scale = max|x|/127 as a half float, then round(x/scale) as signed bytes.</summary>
    public static void WriteQ8(ReadOnlySpan<float> values, Stream destination)
    {
        Span<byte> block = stackalloc byte[GgufTypes.Q8BlockBytes];
        for (int start = 0; start < values.Length; start += GgufTypes.Q8BlockElements)
        {
            ReadOnlySpan<float> source = values.Slice(start, GgufTypes.Q8BlockElements);
            float scale = TensorPrimitives.MaxMagnitude(source) is var largest && largest != 0 ? Math.Abs(largest) / 127f : 0f;
            float inverse = scale == 0 ? 0 : 1 / scale;
            BinaryPrimitives.WriteHalfLittleEndian(block, (Half)scale);
            for (int i = 0; i < GgufTypes.Q8BlockElements; i++)
            {
                block[2 + i] = (byte)(sbyte)Math.Clamp(MathF.Round(source[i] * inverse), -127f, 127f);
            }

            destination.Write(block);
        }
    }
}
