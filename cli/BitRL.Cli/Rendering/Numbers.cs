using System.Globalization;

namespace BitRL.Cli.Rendering;

/// <summary>Numbers as people read them.</summary>
internal static class Numbers
{
    /// <summary>12,345.</summary>
    public static string Count(double value) => double.IsFinite(value) ? value.ToString("N0", CultureInfo.InvariantCulture) : "–";

    /// <summary>With so many decimals, "–" where there is no number.</summary>
    public static string Fixed(double value, int decimals) =>
        double.IsFinite(value) ? value.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : "–";

    /// <summary>With so many significant digits, at most six decimals: 12,345 and 0.0123.</summary>
    public static string Significant(double value, int digits) => Fixed(Round(value, digits), Math.Clamp(digits - 1 - Magnitude(Round(value, digits)), 0, 6));

    /// <summary>The nearest number with so many significant digits; what is not finite stays.</summary>
    public static double Round(double value, int digits)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return value;
        }

        // Decimal powers above 10^22 are not exact; no figure of ours is that far from 1.
        int decimals = digits - 1 - Magnitude(value);
        double scale = Math.Pow(10, Math.Abs(decimals));
        return decimals >= 0 ? Math.Round(value * scale) / scale : Math.Round(value / scale) * scale;
    }

    /// <summary>Milliseconds with three significant digits.</summary>
    public static string Milliseconds(double value) => value switch
    {
        >= 100 => Fixed(value, 0),
        >= 10 => Fixed(value, 1),
        >= 1 => Fixed(value, 2),
        _ => Fixed(value, 3),
    } + " ms";

    /// <summary>93.5%.</summary>
    public static string Percent(double share) => double.IsFinite(share) ? (share * 100).ToString("0.#", CultureInfo.InvariantCulture) + "%" : "–";

    /// <summary>"score 0.91, success 0.95": means of what an environment measures of its episodes; null where it measures nothing.</summary>
    public static string? Measures(IReadOnlyDictionary<string, double> means) =>
        means.Count == 0 ? null : string.Join(", ", means.Select(measure => $"{measure.Key.Replace('_', ' ')} {Fixed(measure.Value, 3)}"));

    /// <summary>42 s, 3:05 min, 2:03:05 h.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 60 } => ((int)Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture) + " s",
        { TotalHours: < 1 } => time.ToString(@"m\:ss", CultureInfo.InvariantCulture) + " min",
        _ => ((int)time.TotalHours).ToString(CultureInfo.InvariantCulture) + time.ToString(@"\:mm\:ss", CultureInfo.InvariantCulture) + " h",
    };

    private static int Magnitude(double value) => value == 0 || !double.IsFinite(value) ? 0 : (int)Math.Floor(Math.Log10(Math.Abs(value)));
}
