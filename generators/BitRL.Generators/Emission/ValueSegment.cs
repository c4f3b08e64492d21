using BitRL.Generators.Parsing;

namespace BitRL.Generators.Emission;

/// <summary>One value.</summary>
/// <param name="Field">Whose value.</param>
/// <param name="Style">JSON escapes texts.</param>
internal sealed record ValueSegment(FieldModel Field, TextStyle Style) : Segment
{
    /// <summary>In JSON every byte of a text may need a backslash.</summary>
    public override int MaxBytes => Utf8Length.Of(Field) * (IsEscapedText ? 2 : 1);

    public bool IsEscapedText => Field.Kind == FieldKind.Text && Style == TextStyle.Json;
}
