namespace BitRL.Experiments.Comparison;

/// <summary>One label over all environments that have a ratio for it.</summary>
/// <param name="Label">The label.</param>
/// <param name="Environments">How many environments count.</param>
/// <param name="Geometric">Geometric mean of the ratios; a ratio under 1% counts as 1%.</param>
/// <param name="Interquartile">Interquartile mean of the normalised scores of all runs.</param>
/// <param name="Floored">How many ratios counted as 1%.</param>
public sealed record OverallComparison(string Label, int Environments, Estimate Geometric, Estimate Interquartile, int Floored);
