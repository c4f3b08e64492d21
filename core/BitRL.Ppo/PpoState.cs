using BitRL.Contracts.Environments;
using BitRL.Contracts.Training;
using BitRL.Ppo.Checkpoints;
using BitRL.Ppo.Features;
using BitRL.Ppo.Learning;
using BitRL.Ppo.Policies;
using BitRL.Ppo.Randomness;
using BitRL.Ppo.Rollout;

namespace BitRL.Ppo;

/// <summary>
/// Everything of a trainer that the future depends on, in one object: loading fills a fresh one and swaps it in, so that a bad checkpoint changes
/// nothing. One thread at a time.
/// </summary>
internal sealed class PpoState
{
    private readonly TrainerDescriptor _descriptor;
    private readonly PpoOptions _options;

    public PpoState(TrainerDescriptor descriptor, PpoOptions options)
    {
        (_descriptor, _options) = (descriptor, options);
        MaxRows = Math.Max(descriptor.Environments, options.MinibatchSize);
        Rollout = new RolloutBuffer(descriptor.Environments, options.RolloutTransitions, descriptor.Actions.Size);
        PolicyFeatures = MakeStream(descriptor.PolicyFeatures, StreamPurpose.PolicyProjection);
        ValueFeatures = MakeStream(descriptor.ValueFeatures, StreamPurpose.ValueProjection);
        Candidates = descriptor.CandidateFeatures > 0 ? MakeCandidates() : null;
        Policy = MakePolicy();
        Value = new ValueLearner(ValueFeatures.Inputs, options, descriptor.Seed, MaxRows);
        Rewards = options.NormalizeRewards ? new RewardScaler(descriptor.Environments, options.Discount) : null;
        ActionRandom = new RandomStream(descriptor.Seed, StreamPurpose.Actions);
        MinibatchRandom = new RandomStream(descriptor.Seed, StreamPurpose.Minibatches);
        Shape = DescribeShape();
    }

    /// <summary>Most states that are transformed, and run through a network, at once.</summary>
    public int MaxRows { get; }

    public RolloutBuffer Rollout { get; }

    public FeatureStream PolicyFeatures { get; }

    /// <summary>The same object as <see cref="PolicyFeatures"/> once <see cref="Start"/> said so.</summary>
    public FeatureStream ValueFeatures { get; private set; }

    public IPolicy Policy { get; }

    /// <summary>The candidates of the rollout, or null where the actions are always the same.</summary>
    public CandidateStore? Candidates { get; }

    public ValueLearner Value { get; }

    public RewardScaler? Rewards { get; }

    public RandomStream ActionRandom { get; }

    public RandomStream MinibatchRandom { get; }

    /// <summary>Transitions of all finished rollouts.</summary>
    public long Transitions { get; set; }

    /// <summary>Whether the first step was taken, which settles whether policy and critic share their features.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>Whether policy and critic read the same features, which are then transformed and stored once.</summary>
    public bool IsShared => ReferenceEquals(PolicyFeatures, ValueFeatures);

    /// <summary>All that a checkpoint must agree with, in words.</summary>
    public string Shape { get; }

    /// <summary>Settles with the first step whether the features are shared (ppo.md #18).</summary>
    public void Start(bool shared)
    {
        HasStarted = true;
        if (shared)
        {
            ValueFeatures = PolicyFeatures;
        }
    }

    public void Save(StateWriter writer)
    {
        writer.Write(HasStarted);
        writer.Write(IsShared);
        writer.Write(Transitions);
        writer.Write(ActionRandom);
        writer.Write(MinibatchRandom);
        Rollout.Save(writer);
        PolicyFeatures.Save(writer);
        if (!IsShared)
        {
            ValueFeatures.Save(writer);
        }

        Candidates?.Save(writer);
        Policy.Save(writer);
        Value.Save(writer);
        Rewards?.Save(writer);
    }

    /// <summary>Fills a fresh state.</summary>
    public void Load(StateReader reader)
    {
        bool started = reader.ReadBoolean();
        bool shared = reader.ReadBoolean();
        if (started)
        {
            Start(shared);
        }

        Transitions = reader.ReadInt64();
        reader.Read(ActionRandom);
        reader.Read(MinibatchRandom);
        Rollout.Load(reader);
        PolicyFeatures.Load(reader);
        if (!IsShared)
        {
            ValueFeatures.Load(reader);
        }

        Candidates?.Load(reader, Rollout.Count);
        Policy.Load(reader);
        Value.Load(reader);
        Rewards?.Load(reader);
        if (!reader.IsAtEnd || (shared && !started) || PolicyFeatures.States.Count != Rollout.Count || ValueFeatures.States.Count != Rollout.Count
            || ValueFeatures.Finals.Count != Rollout.Truncated.Length)
        {
            throw new InvalidDataException("the parts of the trainer state do not fit together; use another checkpoint");
        }
    }

    private FeatureStream MakeStream(int width, StreamPurpose purpose) =>
        new(new FeaturePipeline(width, _options, new RandomStream(_descriptor.Seed, purpose)), MaxRows, Rollout.Capacity);

    private CandidateStore MakeCandidates() => new(
        new FeaturePipeline(_descriptor.CandidateFeatures, _options, new RandomStream(_descriptor.Seed, StreamPurpose.CandidateProjection)), _descriptor.Actions.Choices);

    private IPolicy MakePolicy()
    {
        if (Candidates is not null)
        {
            return new CandidatePolicyLearner(PolicyFeatures.Inputs, Candidates, _options, _descriptor.Seed, MaxRows);
        }

        ActionSpace actions = _descriptor.Actions;
        IActionDistribution distribution = actions.IsDiscrete ? new SoftmaxDistribution(actions.Choices) : new GaussianDistribution(actions.Size);
        return new PolicyLearner(PolicyFeatures.Inputs, distribution, _options, _descriptor.Seed, MaxRows);
    }

    private string DescribeShape() =>
        $"{_descriptor.Environments} environments, actions {_descriptor.Actions}, rollout of {Rollout.Capacity}, "
        + $"policy features {_descriptor.PolicyFeatures} into {Policy.Shape}, {(Candidates is null ? "" : $"candidate features {_descriptor.CandidateFeatures}, ")}value features {_descriptor.ValueFeatures} into {Value.Head.Network.Shape}, "
        + $"features {_options.FeatureNormalization} projected {_options.FeatureProjection}, rewards {(_options.NormalizeRewards ? "normalised" : "as they are")}";
}
