using System.Collections.Immutable;
using BitRL.Ppo.Features;
using BitRL.Ppo.Networks;

namespace BitRL.Ppo;

/// <summary>All that the user can set of a <see cref="PpoTrainer"/>. The defaults are the paper's. Immutable.</summary>
public sealed record PpoOptions
{
    /// <summary>Transitions between two updates, over all environments together; rounded up to whole steps of all of them. <value>Default 2048.</value></summary>
    public int RolloutTransitions { get; init; } = 2048;

    /// <summary>Passes over a rollout. <value>Default 4.</value></summary>
    public int Epochs { get; init; } = 4;

    /// <summary>Most transitions a gradient step uses. <value>Default 64.</value></summary>
    public int MinibatchSize { get; init; } = 64;

    /// <summary>γ, the worth of a reward one step later, from 0 to 1. <value>Default 0.99.</value></summary>
    public double Discount { get; init; } = 0.99;

    /// <summary>λ of generalised advantage estimation, from 0 (one-step) to 1 (Monte Carlo). <value>Default 0.95.</value></summary>
    public double GaeLambda { get; init; } = 0.95;

    /// <summary>ε: the probability ratio counts up to 1 ± ε. <value>Default 0.1.</value></summary>
    public double ClipRange { get; init; } = 0.1;

    /// <summary>How far a value may move in one update before its loss stops pulling, in standard deviations of the rollout's returns; null for no clipping. <value>Default 1: in units of the deviation the usual 0.1 holds the critic back (ppo.md #13).</value></summary>
    public double? ValueClipRange { get; init; } = 1;

    /// <summary>Weight of the squared value error. Adam cancels it, gradient clipping does not. <value>Default 0.5.</value></summary>
    public double ValueCoefficient { get; init; } = 0.5;

    /// <summary>Weight of the entropy bonus. <value>Default 0.05.</value></summary>
    public double EntropyCoefficient { get; init; } = 0.05;

    /// <summary>Whether advantages are normalised within each minibatch. <value>Default true.</value></summary>
    public bool NormalizeAdvantages { get; init; } = true;

    /// <summary>Adam's rate for the policy. <value>Default 0.0003.</value></summary>
    public double PolicyLearningRate { get; init; } = 3e-4;

    /// <summary>Adam's rate for the critic. <value>Default 0.001.</value></summary>
    public double ValueLearningRate { get; init; } = 1e-3;

    /// <summary>Transitions over which both rates fall linearly to 0; null keeps them. <value>Default null.</value></summary>
    public long? AnnealTransitions { get; init; }

    /// <summary>Adam's ε. <value>Default 0.00001, as in the PPO reference code rather than Adam's paper: it damps steps on tiny gradients.</value></summary>
    public double AdamEpsilon { get; init; } = 1e-5;

    /// <summary>Largest Euclidean norm of a gradient, for each network by itself. <value>Default 0.5.</value></summary>
    public double MaxGradientNorm { get; init; } = 0.5;

    /// <summary>Divergence from the rollout's policy (mean of an epoch, nats) above which the remaining epochs are skipped; null for never. <value>Default null.</value></summary>
    public double? TargetDivergence { get; init; }

    /// <summary>Widths of the policy's hidden layers; may be empty (a linear policy). <value>Default 128, 128.</value></summary>
    public ImmutableArray<int> PolicyHidden { get; init; } = [128, 128];

    /// <summary>Widths of the critic's hidden layers; may be empty. <value>Default 128, 128.</value></summary>
    public ImmutableArray<int> ValueHidden { get; init; } = [128, 128];

    /// <summary>Widths of the hidden layers of the network that reads candidates, where actions vary from state to state; may be empty. <value>Default 64.</value></summary>
    public ImmutableArray<int> CandidateHidden { get; init; } = [64];

    /// <summary>Width in which states and candidates are compared. <value>Default 64.</value></summary>
    public int CandidateWidth { get; init; } = 64;

    /// <summary>Activation of the policy, both networks of it where it reads candidates. <value>Default tanh.</value></summary>
    public Activation PolicyActivation { get; init; }

    /// <summary>Activation of the critic. <value>Default tanh.</value></summary>
    public Activation ValueActivation { get; init; }

    /// <summary>Natural logarithm of a Gaussian policy's standard deviation at the start, in units of the action. <value>Default 0.</value></summary>
    public double InitialLogStandardDeviation { get; init; }

    /// <summary>Most inputs a head has; wider features are projected. <value>Default 256.</value></summary>
    public int MaxInputs { get; init; } = 256;

    /// <summary>What happens to features first. <value>Default standardize.</value></summary>
    public FeatureNormalization FeatureNormalization { get; init; } = FeatureNormalization.Standardize;

    /// <summary>How wide features are narrowed. <value>Default random.</value></summary>
    public FeatureProjection FeatureProjection { get; init; }

    /// <summary>Whether rewards are divided by the running standard deviation of the discounted return. <value>Default false.</value></summary>
    public bool NormalizeRewards { get; init; }

    /// <summary>
    /// Whether an episode that the step limit cut off counts as going on (its last reward includes the value of the state after it).
    /// <value>Default true. False where the limit is part of the task and the agent sees the time: where the end itself is rewarded, "going on" would be worth that reward again and again.</value>
    /// </summary>
    public bool BootstrapTruncated { get; init; } = true;

    /// <summary>Whether policy and critic learn on two threads at once. Changes the time only, never a result. <value>Default true.</value></summary>
    public bool ParallelNetworks { get; init; } = true;

    /// <summary>Checks everything.</summary>
    /// <returns>All problems, each a sentence that names the setting and the value; empty when there are none.</returns>
    public IReadOnlyList<string> Validate() => PpoOptionsValidator.Validate(this);
}
