namespace BitRL.Agent.Tests.Fakes;

/// <summary>At which call of Step a copy of the walk goes wrong; 0 = never. And whether its episodes are of a kind that there is not.</summary>
internal sealed record WalkFaults(long NaNRewardAtStep = 0, long NaNObservationAtStep = 0, long NaNTextAtStep = 0, bool HasWrongKind = false);
