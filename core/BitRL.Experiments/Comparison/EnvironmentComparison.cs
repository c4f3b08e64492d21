using System.Collections.Immutable;

namespace BitRL.Experiments.Comparison;

/// <summary>The groups of one environment. Immutable.</summary>
/// <param name="Environment">Its id.</param>
/// <param name="RandomReturn">Mean return of the random policy, or null where it is not known.</param>
/// <param name="CurvesAreGreedy">Whether the curves are greedy evaluations; otherwise returns of training episodes, where a run has none or no run has two.</param>
/// <param name="Groups">In the order in which their first runs were given.</param>
public sealed record EnvironmentComparison(string Environment, double? RandomReturn, bool CurvesAreGreedy, ImmutableArray<RunGroup> Groups);
