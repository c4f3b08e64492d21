using System.Globalization;

namespace BitRL.Experiments.Sweeps;

/// <summary>Sizes as people write them.</summary>
public static class ByteSize
{
    /// <summary>Reads bytes with an optional K, M or G (powers of 1024, with or without "B" or "iB").</summary>
    /// <returns>At least 1.</returns>
    /// <exception cref="FormatException">It is none; the message says what is expected.</exception>
    public static long Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string trimmed = text.TrimEnd('b', 'B', 'i');
        int shift = trimmed is [.., var last] ? char.ToUpperInvariant(last) switch { 'K' => 10, 'M' => 20, 'G' => 30, _ => 0 } : 0;
        string number = shift == 0 ? trimmed : trimmed[..^1].TrimEnd();
        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value >= 1 && value <= long.MaxValue >> shift
            ? value << shift
            : throw new FormatException("bytes are expected, such as 512M or 4G");
    }
}
