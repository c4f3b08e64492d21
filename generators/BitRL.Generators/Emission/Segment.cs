namespace BitRL.Generators.Emission;

/// <summary>A piece of a part of the text.</summary>
internal abstract record Segment
{
    /// <summary>Most bytes of UTF-8 that it takes.</summary>
    public abstract int MaxBytes { get; }
}
