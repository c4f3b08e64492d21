using System.Collections.Immutable;

namespace BitRL.Experiments.Sweeps;

/// <summary>A setting that takes several values, each in cells of its own.</summary>
/// <param name="Key">The key of the configuration.</param>
/// <param name="Values">Its values, at least one.</param>
/// <param name="Origin">Where it was given.</param>
public sealed record SweepAxis(string Key, ImmutableArray<string> Values, string Origin);
