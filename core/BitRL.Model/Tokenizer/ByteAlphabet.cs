using System.Buffers;
using System.Text;

namespace BitRL.Model.Tokenizer;

/// <summary>The printable characters that byte-level vocabularies spell bytes with: printable Latin-1 stands for itself, the other 68 bytes for U+0100 and on.</summary>
internal static class ByteAlphabet
{
    private const short NoByte = -1;
    private static readonly char[] Characters = Spell();
    private static readonly short[] Bytes = Invert(Characters);

    /// <summary>The bytes that a spelling stands for.</summary>
    /// <param name="spelling">UTF-8.</param>
    /// <param name="bytes">At least as long; overwritten.</param>
    /// <returns>How many bytes; 0 where the spelling holds any other character, as control tokens do.</returns>
    public static int Decode(ReadOnlySpan<byte> spelling, Span<byte> bytes)
    {
        int count = 0;
        while (!spelling.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(spelling, out Rune rune, out int length) != OperationStatus.Done || rune.Value >= Bytes.Length || Bytes[rune.Value] == NoByte)
            {
                return 0;
            }

            bytes[count++] = (byte)Bytes[rune.Value];
            spelling = spelling[length..];
        }

        return count;
    }

    /// <summary>The spelling of some bytes.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var spelling = new StringBuilder(bytes.Length);
        foreach (byte value in bytes)
        {
            spelling.Append(Characters[value]);
        }

        return spelling.ToString();
    }

    private static char[] Spell()
    {
        char[] characters = new char[256];
        int next = 0x100;
        for (int value = 0; value < characters.Length; value++)
        {
            bool isPrintable = value is (>= 0x21 and <= 0x7E) or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
            characters[value] = (char)(isPrintable ? value : next++);
        }

        return characters;
    }

    private static short[] Invert(char[] characters)
    {
        short[] bytes = new short[characters.Max() + 1];
        Array.Fill(bytes, NoByte);
        for (int value = 0; value < characters.Length; value++)
        {
            bytes[characters[value]] = (short)value;
        }

        return bytes;
    }
}
