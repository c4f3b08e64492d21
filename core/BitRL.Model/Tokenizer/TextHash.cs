using System.Buffers.Binary;

namespace BitRL.Model.Tokenizer;

/// <summary>A fast 64-bit hash of bytes for tables in memory: equal bytes, equal hash, on every machine. Not for untrusted collisions: every table compares the bytes too.</summary>
internal static class TextHash
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;
    private const ulong Mixer = 0xD6E8FEB86659FD93;

    /// <summary>Hashes bytes.</summary>
    /// <param name="bytes">What to hash.</param>
    /// <param name="seed">Hash of what came before, or any number.</param>
    public static ulong Compute(ReadOnlySpan<byte> bytes, ulong seed)
    {
        ulong hash = seed ^ ((ulong)bytes.Length * Multiplier);
        while (bytes.Length >= 8)
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }

        ulong tail = 0;
        for (int i = bytes.Length - 1; i >= 0; i--)
        {
            tail = (tail << 8) | bytes[i];
        }

        return Mix(hash ^ tail);
    }

    private static ulong Mix(ulong value)
    {
        ulong high = Math.BigMul(value ^ Mixer, Multiplier, out ulong low);
        return high ^ low;
    }
}
