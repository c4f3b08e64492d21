using System.Collections.Immutable;

namespace BitRL.Contracts.Observations;

/// <summary>
/// What an observation text says and how: the host sees this and bytes, never the observation type. Immutable and thread-safe.
/// Checkpoints store <see cref="ContentHash"/>: another text is another policy.
/// </summary>
/// <param name="Title">What is observed.</param>
/// <param name="Fields">In printing order: per-episode fields, then per-step fields.</param>
/// <param name="Styles">The styles that can be written.</param>
/// <param name="ContentHash">16 lower-case hexadecimal digits over everything that shapes the text.</param>
/// <param name="MaxEpisodeBytes">Upper bound of the per-episode part over all styles, in bytes.</param>
/// <param name="MaxStepBytes">Upper bound of the per-step part over all styles, in bytes.</param>
public sealed record ObservationSchema(
    string Title,
    ImmutableArray<FieldDescriptor> Fields,
    TextStyles Styles,
    string ContentHash,
    int MaxEpisodeBytes,
    int MaxStepBytes)
{
    /// <summary>Static first part of the text in UTF-8, by style (index = (int)<see cref="TextStyle"/>); empty for a style that is not emitted.</summary>
    public required ImmutableArray<ReadOnlyMemory<byte>> Prefixes { get; init; }

    /// <summary>The static first part of the text in a style: UTF-8, ends in a line feed.</summary>
    /// <exception cref="ArgumentException">The schema does not emit <paramref name="style"/>.</exception>
    public ReadOnlyMemory<byte> Prefix(TextStyle style) =>
        Emits(style) ? Prefixes[(int)style] : throw new ArgumentException($"schema '{Title}' has no {style} style; it has: {Styles}", nameof(style));

    /// <summary>Whether the schema emits a style.</summary>
    public bool Emits(TextStyle style) => ((int)Styles & (1 << (int)style)) != 0;
}
