namespace BitRL.Backend.Conformance;

/// <summary>What became of one case.</summary>
/// <param name="Name">Operation and shape: <c>ternary/32 rows, 2560→2560</c>.</param>
/// <param name="Passed">Whether the error stayed within the tolerance and nothing was thrown.</param>
/// <param name="MaxError">Largest error, in the case's own measure; NaN where a result was not finite or something was thrown.</param>
/// <param name="Tolerance">Largest error that passes.</param>
/// <param name="Detail">What was thrown, or empty.</param>
public sealed record ConformanceResult(string Name, bool Passed, double MaxError, double Tolerance, string Detail);
