using BitRL.Ppo.Checkpoints;
using BitRL.Ppo.Rollout;

namespace BitRL.Ppo.Learning;

/// <summary>What the update asks of a policy, whatever its actions are. One thread at a time.</summary>
internal interface IPolicy
{
    /// <summary>The network that reads the state.</summary>
    Head Head { get; }

    /// <summary>Parameters that no state influences; empty for most.</summary>
    ReadOnlySpan<float> Free { get; }

    /// <summary>Weights and biases that are learned.</summary>
    int ParameterCount { get; }

    /// <summary>All that a checkpoint must agree with, in words.</summary>
    string Shape { get; }

    /// <summary>The log-probabilities of actions that were chosen before, after the inputs were computed anew.</summary>
    /// <param name="inputs">[transitions, Inputs], all of the rollout.</param>
    /// <param name="actions">[transitions, ActionSize].</param>
    /// <param name="logProbabilities">[transitions], overwritten.</param>
    void LogProbabilities(ReadOnlySpan<float> inputs, ReadOnlySpan<float> actions, Span<float> logProbabilities);

    /// <summary>Takes one gradient step.</summary>
    /// <param name="rollout">What happened.</param>
    /// <param name="states">Inputs of its states.</param>
    /// <param name="indices">The minibatch.</param>
    /// <param name="learningRate">Adam's.</param>
    /// <param name="statistics">Added to.</param>
    void Learn(RolloutBuffer rollout, FeatureStore states, ReadOnlySpan<int> indices, double learningRate, PolicyStatistics statistics);

    void Save(StateWriter writer);

    void Load(StateReader reader);
}
