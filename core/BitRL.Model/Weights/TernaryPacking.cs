using System.Runtime.Intrinsics;
using BitRL.Contracts.Backends;

namespace BitRL.Model.Weights;

/// <summary>
/// The I2_S layout of bitnet.cpp: row-major, 128 elements in 32 bytes, element j in byte j mod 32 at bits 6 − 2·(j div 32); codes 0, 1, 2 mean
/// −1, 0, +1. Thread-safe.
/// </summary>
public static class TernaryPacking
{
    /// <summary>Elements of a block; a row is a multiple of it.</summary>
    public const int BlockElements = 128;

    /// <summary>Bytes of a block.</summary>
    public const int BlockBytes = 32;

    /// <summary>Smallest scale, so that a matrix of zeros has a finite inverse.</summary>
    public const float MinimumScale = 1e-5f;

    /// <summary>Ternarises by the mean magnitude: scale = max(1e-5, mean|w|), w ≈ scale · clamp(round-half-even(w/scale), −1, 1); then packs.</summary>
    /// <param name="values">[outputs, inputs] row-major, finite.</param>
    /// <param name="outputs">Rows.</param>
    /// <param name="inputs">Columns, a multiple of 128.</param>
    /// <returns>Packed codes in an array of their own, and the scale.</returns>
    /// <exception cref="ArgumentException">The shape does not fit, or a value is not finite.</exception>
    public static TernaryWeights Ternarize(ReadOnlySpan<float> values, int outputs, int inputs)
    {
        CheckShape(values.Length, outputs, inputs);
        double sum = 0;
        foreach (float value in values)
        {
            sum += Math.Abs(value);
        }

        float scale = Math.Max(MinimumScale, (float)(sum / values.Length));
        if (!float.IsFinite(scale))
        {
            throw new ArgumentException("weights hold NaN or infinity: such a matrix cannot be ternarised", nameof(values));
        }

        byte[] codes = new byte[values.Length / 4];
        Span<sbyte> block = stackalloc sbyte[BlockElements];
        for (int b = 0; b < values.Length / BlockElements; b++)
        {
            for (int j = 0; j < BlockElements; j++)
            {
                block[j] = (sbyte)Math.Clamp(MathF.Round(values[(b * BlockElements) + j] / scale), -1f, 1f);
            }

            PackBlock(block, codes.AsSpan(b * BlockBytes, BlockBytes));
        }

        return new TernaryWeights(codes, outputs, inputs, scale);
    }

    /// <summary>Packs ternary values.</summary>
    /// <param name="values">−1, 0 or +1; a multiple of 128.</param>
    /// <param name="codes">A quarter as many bytes; overwritten.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, or a value is not ternary.</exception>
    public static void Pack(ReadOnlySpan<sbyte> values, Span<byte> codes)
    {
        CheckLengths(values.Length, codes.Length);
        if (values.IndexOfAnyExceptInRange((sbyte)-1, (sbyte)1) is int bad and >= 0)
        {
            throw new ArgumentException($"element {bad} is {values[bad]}; only -1, 0 and 1 can be packed", nameof(values));
        }

        for (int b = 0; b < values.Length / BlockElements; b++)
        {
            PackBlock(values.Slice(b * BlockElements, BlockElements), codes.Slice(b * BlockBytes, BlockBytes));
        }
    }

    /// <summary>Unpacks to −1, 0, +1; the damaged code 3 reads as 0.</summary>
    /// <param name="codes">A multiple of 32 bytes.</param>
    /// <param name="values">Four times as many elements; overwritten.</param>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    public static void Unpack(ReadOnlySpan<byte> codes, Span<sbyte> values)
    {
        CheckLengths(values.Length, codes.Length);
        for (int b = 0; b < codes.Length / BlockBytes; b++)
        {
            for (int j = 0; j < BlockElements; j++)
            {
                int code = (codes[(b * BlockBytes) + (j & 31)] >> (6 - (2 * (j >> 5)))) & 3;
                values[(b * BlockElements) + j] = (sbyte)(code == 3 ? 0 : code - 1);
            }
        }
    }

    /// <summary>How many elements have the code 3, which no writer writes.</summary>
    /// <param name="codes">Packed codes.</param>
    public static long CountDamaged(ReadOnlySpan<byte> codes)
    {
        long damaged = 0;
        int i = 0;
        Vector256<byte> low = Vector256.Create((byte)0x55);
        for (; i <= codes.Length - Vector256<byte>.Count; i += Vector256<byte>.Count)
        {
            Vector256<byte> code = Vector256.Create(codes.Slice(i, Vector256<byte>.Count));
            Vector256<byte> threes = code & Vector256.ShiftRightLogical(code, 1) & low;
            if (threes != Vector256<byte>.Zero)
            {
                damaged += CountBits(threes.AsUInt64());
            }
        }

        for (; i < codes.Length; i++)
        {
            damaged += int.PopCount(codes[i] & (codes[i] >> 1) & 0x55);
        }

        return damaged;
    }

    private static long CountBits(Vector256<ulong> bits) =>
        (long)(ulong.PopCount(bits[0]) + ulong.PopCount(bits[1]) + ulong.PopCount(bits[2]) + ulong.PopCount(bits[3]));

    private static void PackBlock(ReadOnlySpan<sbyte> values, Span<byte> codes)
    {
        for (int i = 0; i < BlockBytes; i++)
        {
            codes[i] = (byte)(((values[i] + 1) << 6) | ((values[i + 32] + 1) << 4) | ((values[i + 64] + 1) << 2) | (values[i + 96] + 1));
        }
    }

    private static void CheckShape(int elements, int outputs, int inputs)
    {
        if (outputs < 1 || inputs < 1 || inputs % BlockElements != 0 || (long)outputs * inputs != elements)
        {
            throw new ArgumentException($"{elements} weights for shape [{outputs}, {inputs}]: the second must be a multiple of {BlockElements} and the product the number of weights");
        }
    }

    private static void CheckLengths(int values, int codes)
    {
        if (values % BlockElements != 0 || codes != values / 4)
        {
            throw new ArgumentException($"{values} ternary values for {codes} bytes: a multiple of {BlockElements} and a quarter of that are needed");
        }
    }
}
