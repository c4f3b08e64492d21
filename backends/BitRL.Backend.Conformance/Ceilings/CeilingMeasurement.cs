namespace BitRL.Backend.Conformance.Ceilings;

/// <summary>What one core of this processor can multiply at most.</summary>
/// <param name="Instructions">The pair of instructions that was measured: "vpmaddubsw + vpaddw, 512 bits".</param>
/// <param name="GigaMultiplyAddsPerSecond">int8 multiply-adds, in units of 10⁹ a second, one core.</param>
public sealed record CeilingMeasurement(string Instructions, double GigaMultiplyAddsPerSecond);
