namespace BitRL.Cli.Rendering.Plots;

/// <summary>A value of a <see cref="MeasurePlot"/>.</summary>
/// <param name="Label">Which of the group's, or empty.</param>
/// <param name="Value">The value; positive. NaN where there is none.</param>
/// <param name="Tail">A worse case that is marked too; NaN for none.</param>
/// <param name="Rounds">What single rounds measured.</param>
/// <param name="Missing">Why there is no value, or null.</param>
internal sealed record MeasureRow(string Label, double Value, double Tail, IReadOnlyList<double> Rounds, string? Missing);
