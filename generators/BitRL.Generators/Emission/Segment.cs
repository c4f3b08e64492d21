using BitRL.Generators.Parsing;

namespace BitRL.Generators.Emission;

/// <summary>A piece of a part of the text: fixed words, or the value of a field.</summary>
/// <param name="Literal">The words; empty for a value.</param>
/// <param name="Field">Whose value, or null for words.</param>
internal sealed record Segment(string Literal, FieldModel? Field)
{
    /// <summary>Most bytes of UTF-8 that it takes.</summary>
    public int MaxBytes => Field is null ? Utf8Length.Of(Literal) : Utf8Length.Of(Field);
}
