namespace BitRL.Cli.Rendering.Plots;

/// <summary>The values of one subject in a <see cref="MeasurePlot"/>.</summary>
/// <param name="Label">The subject.</param>
/// <param name="Colour">As CSS.</param>
/// <param name="Rows">At least one, in the same order in every group.</param>
internal sealed record MeasureGroup(string Label, string Colour, IReadOnlyList<MeasureRow> Rows);
