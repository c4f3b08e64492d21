using System.Globalization;
using BitRL.Contracts.Plugins;

namespace BitRL.Agent.Configuration;

/// <summary>Reads the values that users write. Every failure is a <see cref="FormatException"/> that says what is expected.</summary>
internal static class ConfigurationValue
{
    public static long Integer(string text) =>
        long.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out long value)
            ? value
            : throw new FormatException("a whole number is expected, such as 50000");

    public static int SmallInteger(string text) =>
        Integer(text) is var value && value is >= int.MinValue and <= int.MaxValue
            ? (int)value
            : throw new FormatException($"a whole number up to {int.MaxValue} is expected");

    public static ulong Seed(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value)
            ? value
            : throw new FormatException("a whole number from 0 to 18446744073709551615 is expected");

    /// <summary>Bytes with an optional K, M or G (powers of 1024, with or without "B" or "iB"), or "off".</summary>
    public static long Bytes(string text)
    {
        if (text.Equals("off", StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }

        string trimmed = text.TrimEnd('b', 'B', 'i');
        int shift = trimmed is [.., var last] ? char.ToUpperInvariant(last) switch { 'K' => 10, 'M' => 20, 'G' => 30, _ => 0 } : 0;
        string number = shift == 0 ? trimmed : trimmed[..^1].TrimEnd();
        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value <= long.MaxValue >> shift
            ? value << shift
            : throw new FormatException("bytes are expected, such as 0, 64M or 1G");
    }

    public static int Layer(string text) => text == "last" ? EncoderConfiguration.LastLayer : SmallInteger(text);

    public static string LayerText(int layer) => layer == EncoderConfiguration.LastLayer ? "last" : layer.ToString(CultureInfo.InvariantCulture);

    /// <summary>A member of an enumeration by its name; digits are refused.</summary>
    public static T Choice<T>(string text)
        where T : struct, Enum
    {
        foreach (T value in Enum.GetValues<T>())
        {
            if (value.ToString().Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        string names = string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant();
        throw new FormatException($"one of {names} is expected{NearestNames.Question(text, Enum.GetNames<T>().Select(n => n.ToLowerInvariant()))}");
    }

    public static string ChoiceText<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
