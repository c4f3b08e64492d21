using BitRL.Contracts.Training;
using BitRL.Ppo.Learning;

namespace BitRL.Ppo;

/// <content>Actions that vary from state to state (ppo.md #25).</content>
public sealed partial class PpoTrainer : ICandidateTrainer
{
    private CandidatePolicyLearner CandidatePolicy => _state.Policy as CandidatePolicyLearner
        ?? throw new InvalidOperationException("the trainer was made for fixed actions (CandidateFeatures is 0): call the methods without candidates");

    /// <inheritdoc/>
    /// <exception cref="NonFiniteValueException">A feature is NaN or infinite; nothing was changed.</exception>
    /// <exception cref="InvalidOperationException">An update is due, the last actions were not observed, or the trainer was made for fixed actions.</exception>
    public void Act(in FeatureBatch features, in CandidateBatch candidates, Span<float> actions)
    {
        PpoState state = _state;
        CandidatePolicyLearner policy = CandidatePolicy;
        bool shared = CheckStates(features, actions);
        state.Candidates!.Check(candidates, _descriptor.Environments);
        state.Candidates.Append(candidates, state.Rollout.Count);
        ReadOnlySpan<float> inputs = state.PolicyFeatures.Transform(features.Policy);
        policy.Act(inputs, state.Rollout.Count, state.ActionRandom, actions, _logProbabilities);
        Remember(features, inputs, shared, actions);
    }

    /// <inheritdoc/>
    /// <exception cref="NonFiniteValueException">A feature is NaN or infinite.</exception>
    /// <exception cref="InvalidOperationException">The trainer was made for fixed actions.</exception>
    public void ActGreedily(ReadOnlySpan<float> policyFeatures, in CandidateBatch candidates, Span<float> actions)
    {
        CandidatePolicyLearner policy = CandidatePolicy;
        int width = _descriptor.PolicyFeatures;
        int count = policyFeatures.Length / width;
        ArgumentOutOfRangeException.ThrowIfNotEqual(actions.Length, count, nameof(actions));
        _state.PolicyFeatures.Check(policyFeatures, count, _state.IsShared ? "" : "policy ");
        _state.Candidates!.Check(candidates, count);
        for (int start = 0; start < count; start += _state.MaxRows)
        {
            int rows = Math.Min(_state.MaxRows, count - start);
            policy.ActGreedily(_state.PolicyFeatures.Transform(policyFeatures.Slice(start * width, rows * width)), candidates, start, actions.Slice(start, rows));
        }
    }
}
