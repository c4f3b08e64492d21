namespace BitRL.Agent.Tests.Fakes;

/// <summary>At which call of Step a copy of the walk goes wrong; 0 = never.</summary>
internal sealed record WalkFaults(long NaNRewardAtStep = 0, long NaNObservationAtStep = 0, long NaNTextAtStep = 0);
