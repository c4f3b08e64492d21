namespace BitRL.Generators.Emission;

/// <summary>Fixed words.</summary>
/// <param name="Words">The words.</param>
internal sealed record WordsSegment(string Words) : Segment
{
    public override int MaxBytes => Utf8Length.Of(Words);
}
