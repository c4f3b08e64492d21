using System.Collections.Immutable;

namespace BitRL.Agent.Evaluation;

/// <summary>What the episodes of one kind came to.</summary>
/// <param name="Episodes">How many there were, at least 1.</param>
/// <param name="MeanReturn">Their mean return.</param>
/// <param name="MeasureMeans">Means of the environment's measures over them.</param>
public sealed record KindResult(int Episodes, double MeanReturn, ImmutableSortedDictionary<string, double> MeasureMeans);
