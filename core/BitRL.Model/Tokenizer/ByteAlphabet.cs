using System.Text;

namespace BitRL.Model.Tokenizer;

/// <summary>The printable characters that byte-level vocabularies spell bytes with: printable Latin-1 stands for itself, the other 68 bytes for U+0100 and on.</summary>
internal static class ByteAlphabet
{
    private static readonly Dictionary<int, byte> Bytes = Build();
    private static readonly char[] Characters = [.. Bytes.OrderBy(pair => pair.Value).Select(pair => (char)pair.Key)];

    /// <summary>The bytes that a spelling stands for; empty where it holds any other character, as control tokens do.</summary>
    public static byte[] Decode(ReadOnlySpan<byte> spelling)
    {
        byte[] bytes = new byte[spelling.Length];
        int count = 0;
        foreach (Rune rune in Encoding.UTF8.GetString(spelling).EnumerateRunes())
        {
            if (!Bytes.TryGetValue(rune.Value, out byte value))
            {
                return [];
            }

            bytes[count++] = value;
        }

        return bytes[..count];
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

    private static Dictionary<int, byte> Build()
    {
        var bytes = new Dictionary<int, byte>(256);
        int next = 0x100;
        for (int value = 0; value < 256; value++)
        {
            bool isPrintable = value is (>= 0x21 and <= 0x7E) or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
            bytes.Add(isPrintable ? value : next++, (byte)value);
        }

        return bytes;
    }
}
