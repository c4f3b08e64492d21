namespace BitRL.Experiments.Comparison;

/// <summary>A point of a learning curve.</summary>
/// <param name="Steps">Environment steps.</param>
/// <param name="Return">Mean return.</param>
public readonly record struct CurvePoint(long Steps, double Return);
