using BitRL.Contracts.Training;
using BitRL.Ppo.Features;
using BitRL.Ppo.Optimization;
using BitRL.Ppo.Rollout;

namespace BitRL.Ppo;

/// <content>The algorithm.</content>
public sealed partial class PpoTrainer
{
    /// <inheritdoc/>
    /// <exception cref="NonFiniteValueException">A feature or a gradient is NaN or infinite; no weight became so.</exception>
    /// <exception cref="InvalidOperationException">No update is due.</exception>
    public IReadOnlyList<KeyValuePair<string, double>> Update(in FeatureBatch next)
    {
        PpoState state = _state;
        RolloutBuffer rollout = state.Rollout;
        Demand(rollout.IsFull, "the rollout is not full yet: call Update only when IsUpdateDue");
        state.ValueFeatures.Check(next.Value, _descriptor.Environments, ValueKind);

        Calibrate();
        EvaluateStates(next.Value);
        Advantages.Compute(
            rollout.Bootstrapped, rollout.Values, rollout.Ends, _nextValues, (float)_options.Discount, (float)_options.GaeLambda, rollout.Advantages, rollout.Returns);
        Moments returns = Moments.Of(rollout.Returns);
        _valueClip = _options.ValueClipRange is { } range ? (float)(range * returns.Deviation) : float.PositiveInfinity; // ppo.md #13
        _rateFraction = LearningRateSchedule.Fraction(state.Transitions, _options.AnnealTransitions);

        ResetOrder();
        int epochs = 0;
        do
        {
            state.MinibatchRandom.Shuffle(_order);
            _valueThread.Run(_policyEpoch); // ppo.md #6: two networks, two optimizers, two threads
            epochs++;
        }
        while (epochs < _options.Epochs && !(_policyStatistics.Divergence > _options.TargetDivergence));

        KeyValuePair<string, double>[] figures = Figures(epochs, returns);
        FinishRollout();
        return figures;
    }

    // ppo.md #19: the first rollout teaches the features; its states are seen anew, and what depends on them is computed anew
    private void Calibrate()
    {
        bool policyChanged = !_state.PolicyFeatures.IsCalibrated || _state.Candidates is { IsCalibrated: false };
        if (!_state.PolicyFeatures.IsCalibrated)
        {
            _state.PolicyFeatures.Calibrate();
        }

        if (_state.Candidates is { IsCalibrated: false } candidates)
        {
            candidates.Calibrate();
        }

        if (policyChanged)
        {
            _state.Policy.LogProbabilities(_state.PolicyFeatures.States.Rows, _state.Rollout.Actions, _state.Rollout.LogProbabilities);
        }

        if (!_state.ValueFeatures.IsCalibrated)
        {
            _state.ValueFeatures.Calibrate();
        }
    }

    // The critic does not change during a rollout, so it values all states at the end at once: the same numbers in fewer, larger batches
    private void EvaluateStates(ReadOnlySpan<float> next)
    {
        RolloutBuffer rollout = _state.Rollout;
        FeatureStream features = _state.ValueFeatures;
        _state.Value.Evaluate(features.States.Rows, rollout.Values);
        _state.Value.Evaluate(features.Transform(next), _nextValues);
        rollout.Rewards.CopyTo(rollout.Bootstrapped);
        Span<float> finalValue = stackalloc float[1];
        int bootstrapped = _options.BootstrapTruncated ? rollout.Truncated.Length : 0; // ppo.md #16
        for (int i = 0; i < bootstrapped; i++)
        {
            _state.Value.Evaluate(features.Finals.Rows.Slice(i * features.Inputs, features.Inputs), finalValue);
            ref float reward = ref rollout.Bootstrapped[rollout.Truncated[i]];
            reward = Advantages.Bootstrap(reward, (float)_options.Discount, finalValue[0]);
        }
    }

    private void RunPolicyEpoch()
    {
        _policyStatistics.Clear();
        for (int i = 0; i < _minibatches.Count; i++)
        {
            _state.Policy.Learn(_state.Rollout, _state.PolicyFeatures.States, _order.AsSpan(_minibatches[i]), _rateFraction * _options.PolicyLearningRate, _policyStatistics);
        }
    }

    private void RunValueEpoch()
    {
        _valueStatistics.Clear();
        for (int i = 0; i < _minibatches.Count; i++)
        {
            _state.Value.Learn(_state.Rollout, _state.ValueFeatures.States, _order.AsSpan(_minibatches[i]), _valueClip, _rateFraction * _options.ValueLearningRate, _valueStatistics);
        }
    }

    // from a fixed order every time, so that the order need not be saved
    private void ResetOrder()
    {
        for (int i = 0; i < _order.Length; i++)
        {
            _order[i] = i;
        }
    }

    private void FinishRollout()
    {
        _state.Transitions += _state.Rollout.Capacity;
        _state.Rollout.Clear();
        _state.PolicyFeatures.Advance();
        _state.Candidates?.Advance();
        if (!_state.IsShared)
        {
            _state.ValueFeatures.Advance();
        }
    }

    private KeyValuePair<string, double>[] Figures(int epochs, Moments returns)
    {
        double deviation = 0;
        foreach (float logDeviation in _state.Policy.Free)
        {
            deviation += Math.Exp(logDeviation) / _state.Policy.Free.Length;
        }

        return
        [
            new("policy_loss", _policyStatistics.Loss),
            new("value_loss", _valueStatistics.Loss),
            new("entropy", _policyStatistics.Entropy),
            new("approx_kl", _policyStatistics.Divergence),
            new("clip_fraction", _policyStatistics.ClipFraction),
            new("explained_variance", Moments.ExplainedVariance(_state.Rollout.Values, _state.Rollout.Returns)),
            new("policy_gradient_norm", _policyStatistics.GradientNorm / _policyStatistics.Minibatches),
            new("value_gradient_norm", _valueStatistics.GradientNorm / _valueStatistics.Minibatches),
            new("policy_learning_rate", _rateFraction * _options.PolicyLearningRate),
            new("value_learning_rate", _rateFraction * _options.ValueLearningRate),
            new("epochs", epochs),
            new("discounted_return_mean", returns.Mean),
            .. _state.Policy.Free.IsEmpty ? [] : (KeyValuePair<string, double>[])[new("action_std", deviation)],
        ];
    }
}
