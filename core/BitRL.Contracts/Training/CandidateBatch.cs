namespace BitRL.Contracts.Training;

/// <summary>The actions to choose from in each state, where they vary. Candidates of all states lie one after the other.</summary>
public readonly ref struct CandidateBatch
{
    /// <summary>[states + 1]: candidates of state i are <c>Starts[i] … Starts[i + 1] − 1</c>, at least one each.</summary>
    public required ReadOnlySpan<int> Starts { get; init; }

    /// <summary>[candidates, CandidateFeatures] row-major.</summary>
    public required ReadOnlySpan<float> Features { get; init; }

    /// <summary>[candidates]: equal keys mean equal features, now and later in the run, so that work on a repeated candidate can be saved. A hash of what the features are made from.</summary>
    public required ReadOnlySpan<ulong> Keys { get; init; }
}
