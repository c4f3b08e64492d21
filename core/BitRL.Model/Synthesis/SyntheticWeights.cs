using System.Buffers.Binary;
using BitRL.Model.Pretraining.Corpus;
using BitRL.Model.Weights;

namespace BitRL.Model.Synthesis;

/// <summary>Random tensor data, written as they are made. Each method takes its generator by value: the same call writes the same bytes.</summary>
internal static class SyntheticWeights
{
    private const int ChunkBytes = 1 << 16;
    private const int HalfBits = 12;
    private const int CodeDraw = 32;
    private const int ZeroDraws = 10;
    private const int BitsOfTwoCodes = 10;
    private static readonly byte[] TwoCodes = MakeTwoCodes();

    /// <summary>The scale that keeps the variance: 1/√(inputs · share of weights that are not zero).</summary>
    public static float ScaleFor(int inputs) => (float)(1 / Math.Sqrt(inputs * (1 - (ZeroDraws / (double)CodeDraw))));

    /// <summary>Writes ternary codes, four in a byte, then the tail with the scale. Where a code lies in its block does not matter: all are drawn alike.</summary>
    public static void WriteTernary(Stream stream, long elements, float scale, CorpusRandom random)
    {
        byte[] chunk = new byte[ChunkBytes];
        for (long left = elements / 4; left > 0;)
        {
            Span<byte> codes = chunk.AsSpan(0, (int)Math.Min(left, ChunkBytes));
            for (int i = 0; i < codes.Length;)
            {
                // Three bytes a draw: a byte needs two pairs of codes, 20 bits.
                ulong bits = random.NextUInt64();
                for (int of = Math.Min(i + 3, codes.Length); i < of; i++)
                {
                    codes[i] = (byte)(TwoCodes[NextBits(ref bits)] | (TwoCodes[NextBits(ref bits)] << 4));
                }
            }

            stream.Write(codes);
            left -= codes.Length;
        }

        Span<byte> tail = stackalloc byte[GgufTypes.TernaryTailBytes];
        tail.Clear();
        BinaryPrimitives.WriteSingleLittleEndian(tail, scale);
        stream.Write(tail);
    }

    /// <summary>Writes half floats, uniform around zero with a standard deviation.</summary>
    public static void WriteHalves(Stream stream, long count, float deviation, CorpusRandom random)
    {
        byte[] levels = Levels(deviation);
        byte[] chunk = new byte[ChunkBytes];
        for (long left = count * 2; left > 0;)
        {
            Span<byte> halves = chunk.AsSpan(0, (int)Math.Min(left, ChunkBytes));
            for (int i = 0; i < halves.Length;)
            {
                ulong bits = random.NextUInt64();
                for (int of = Math.Min(i + 10, halves.Length); i < of; i += 2, bits >>= HalfBits)
                {
                    levels.AsSpan(2 * (int)(bits & ((1 << HalfBits) - 1)), 2).CopyTo(halves[i..]);
                }
            }

            stream.Write(halves);
            left -= halves.Length;
        }
    }

    /// <summary>Writes float32 values from 0.9 to 1.1.</summary>
    public static void WriteNorm(Stream stream, int width, CorpusRandom random)
    {
        byte[] bytes = new byte[width * sizeof(float)];
        for (int i = 0; i < width; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), (float)random.Uniform(0.9, 1.1));
        }

        stream.Write(bytes);
    }

    private static int NextBits(ref ulong bits)
    {
        int next = (int)(bits & ((1 << BitsOfTwoCodes) - 1));
        bits >>= BitsOfTwoCodes;
        return next;
    }

    // Two codes in the lower four bits, for every ten random bits.
    private static byte[] MakeTwoCodes()
    {
        static int Code(int draw) => draw < ZeroDraws ? 1 : (draw & 1) * 2;
        byte[] table = new byte[1 << BitsOfTwoCodes];
        for (int bits = 0; bits < table.Length; bits++)
        {
            table[bits] = (byte)(Code(bits % CodeDraw) | (Code(bits / CodeDraw) << 2));
        }

        return table;
    }

    private static byte[] Levels(float deviation)
    {
        const int Count = 1 << HalfBits;
        byte[] levels = new byte[2 * Count];
        double width = deviation * Math.Sqrt(12);
        for (int i = 0; i < Count; i++)
        {
            BinaryPrimitives.WriteHalfLittleEndian(levels.AsSpan(2 * i), (Half)(width * (((i + 0.5) / Count) - 0.5)));
        }

        return levels;
    }
}
