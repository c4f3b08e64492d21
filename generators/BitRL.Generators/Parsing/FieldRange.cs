using System.Globalization;

namespace BitRL.Generators.Parsing;

/// <summary>The values that a field prints; others are clamped into it.</summary>
/// <param name="Minimum">Smallest value.</param>
/// <param name="Maximum">Largest value.</param>
/// <param name="MinimumText">Shortest decimal form that reads back as <paramref name="Minimum"/>.</param>
/// <param name="MaximumText">Shortest decimal form that reads back as <paramref name="Maximum"/>.</param>
/// <param name="LiteralSuffix">C# suffix of the ends as arguments of the writer: <c>L</c>, <c>UL</c> or empty.</param>
internal sealed record FieldRange(double Minimum, double Maximum, string MinimumText, string MaximumText, string LiteralSuffix)
{
    /// <summary>2^63: the first double above every long.</summary>
    private const double LongEnd = 9223372036854775808.0;

    public string MinimumLiteral => MinimumText + LiteralSuffix;

    public string MaximumLiteral => MaximumText + LiteralSuffix;

    /// <summary>A range of reals, ends as given.</summary>
    public static FieldRange Real(double minimum, double maximum) =>
        new(minimum + 0.0, maximum + 0.0, Shortest(minimum), Shortest(maximum), "");

    /// <summary>The whole numbers within a range, saturated at the ends of <see langword="long"/>.</summary>
    public static FieldRange Signed(double minimum, double maximum)
    {
        double first = Math.Ceiling(minimum);
        double last = Math.Floor(maximum);
        long low = first <= -LongEnd ? long.MinValue : (long)first;
        long high = last >= LongEnd ? long.MaxValue : (long)last;
        return new FieldRange(low, high, low.ToString(CultureInfo.InvariantCulture), high.ToString(CultureInfo.InvariantCulture), "L");
    }

    /// <summary>The whole numbers within a range, saturated at the ends of <see langword="ulong"/>.</summary>
    public static FieldRange Unsigned(double minimum, double maximum)
    {
        double first = Math.Max(0, Math.Ceiling(minimum));
        double last = Math.Max(0, Math.Floor(maximum));
        ulong low = first >= 2 * LongEnd ? ulong.MaxValue : (ulong)first;
        ulong high = last >= 2 * LongEnd ? ulong.MaxValue : (ulong)last;
        return new FieldRange(low, high, low.ToString(CultureInfo.InvariantCulture), high.ToString(CultureInfo.InvariantCulture), "UL");
    }

    /// <summary>Ordinals of a Boolean or an enumeration.</summary>
    public static FieldRange Ordinals(int count) => Signed(0, count - 1);

    /// <summary>Shortest decimal form that reads back as the same number; a negative zero loses its sign.</summary>
    public static string Shortest(double value) => (value + 0.0).ToString("R", CultureInfo.InvariantCulture);
}
