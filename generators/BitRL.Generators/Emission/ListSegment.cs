using BitRL.Generators.Parsing;

namespace BitRL.Generators.Emission;

/// <summary>The items of a list, with what stands around and between them.</summary>
/// <param name="Field">The list.</param>
/// <param name="Style">The style of the text.</param>
/// <param name="Frame">What stands around and between the items.</param>
/// <param name="Item">One item.</param>
internal sealed record ListSegment(FieldModel Field, TextStyle Style, ListFrame Frame, IReadOnlyList<Segment> Item) : Segment
{
    public override int MaxBytes => Math.Max(Utf8Length.Of(Frame.Empty), Full);

    private int Full => Utf8Length.Of(Frame.Open)
        + (Field.Limit * Item.Sum(segment => segment.MaxBytes))
        + ((Field.Limit - 1) * Utf8Length.Of(Frame.Separator))
        + Utf8Length.Of(Frame.Close);
}
