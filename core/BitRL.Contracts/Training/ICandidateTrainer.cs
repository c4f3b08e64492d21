namespace BitRL.Contracts.Training;

/// <summary>
/// Optional ability of an <see cref="ITrainer"/>: it chooses among candidates that vary from state to state. Made with
/// <see cref="TrainerDescriptor.CandidateFeatures"/> above 0, a trainer is used through these methods in place of its own Act and ActGreedily;
/// an action is the number of the candidate within its state.
/// </summary>
public interface ICandidateTrainer : ITrainer
{
    /// <summary>As <see cref="ITrainer.Act"/>, among candidates.</summary>
    /// <param name="features">Current states.</param>
    /// <param name="candidates">Theirs.</param>
    /// <param name="actions">[environments], overwritten; the caller's.</param>
    void Act(in FeatureBatch features, in CandidateBatch candidates, Span<float> actions);

    /// <summary>As <see cref="ITrainer.ActGreedily"/>, among candidates.</summary>
    /// <param name="policyFeatures">[states, PolicyFeatures].</param>
    /// <param name="candidates">Those of the same states.</param>
    /// <param name="actions">[states], overwritten.</param>
    void ActGreedily(ReadOnlySpan<float> policyFeatures, in CandidateBatch candidates, Span<float> actions);
}
