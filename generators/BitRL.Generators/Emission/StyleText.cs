using BitRL.Generators.Parsing;

namespace BitRL.Generators.Emission;

/// <summary>What one style makes of one schema.</summary>
internal sealed class StyleText(StyleTemplate template, SchemaModel schema)
{
    public TextStyle Style { get; } = template.Style;

    public string Prefix { get; } = template.Prefix(schema);

    public IReadOnlyList<Segment> Episode { get; } = template.Part(schema.EpisodeFields);

    public IReadOnlyList<Segment> Step { get; } = template.Part(schema.StepFields);

    public int MaxEpisodeBytes => Episode.Sum(segment => segment.MaxBytes);

    public int MaxStepBytes => Step.Sum(segment => segment.MaxBytes);
}
