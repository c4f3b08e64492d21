using System.Collections.Immutable;

namespace BitRL.Experiments.Sweeps;

/// <summary>One member of an axis of a sweep: an environment, or a variant of the agent.</summary>
/// <param name="Name">The environment's id, or the variant's name.</param>
/// <param name="Origin">Where it was given.</param>
/// <param name="Settings">What is set for it, in the order of the file.</param>
public sealed record SweepChoice(string Name, string Origin, ImmutableArray<SweepSetting> Settings);
