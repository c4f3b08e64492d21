using System.Globalization;
using System.Text;
using BitRL.Generators.Parsing;

namespace BitRL.Generators.Emission;

/// <summary>Lengths in bytes of what <c>Utf8TextWriter</c> writes. Values are clamped to their range, so the longest one is known here.</summary>
internal static class Utf8Length
{
    public static int Of(string text) => Encoding.UTF8.GetByteCount(text);

    /// <summary>The longest value of a field; of a text, before escaping.</summary>
    public static int Of(FieldModel field) => field.Kind switch
    {
        FieldKind.Boolean => "yes".Length,
        FieldKind.Enumeration => field.Members.Max(member => Of(member.Text)),
        FieldKind.Text => field.Limit,
        FieldKind.Integer => Math.Max(field.Range.MinimumText.Length, field.Range.MaximumText.Length),
        _ => Math.Max(Fixed(field.Range.Minimum, field.Precision), Fixed(field.Range.Maximum, field.Precision)),
    };

    /// <summary>Length of a number after the writer's own rounding, which may carry into one more digit: 9.99 with one decimal is 10.0.</summary>
    private static int Fixed(double value, int precision)
    {
        double rounded = Math.Round(value, precision, MidpointRounding.ToEven) + 0.0;
        return rounded.ToString("F" + precision.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Length;
    }
}
