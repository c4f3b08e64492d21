using BitRL.Contracts.Environments;
using BitRL.Contracts.Training;
using BitRL.Ppo.Checkpoints;
using BitRL.Ppo.Learning;
using BitRL.Ppo.Rollout;

namespace BitRL.Ppo;

/// <summary>
/// Proximal policy optimisation with separate policy and value networks; <c>docs/ppo.md</c> numbers every detail. <c>Act</c> and
/// <see cref="Observe"/> allocate nothing. The same descriptor, options and inputs give the same run bit for bit on the same kind of processor,
/// on one thread or two. One thread at a time.
/// </summary>
public sealed partial class PpoTrainer
{
    private readonly TrainerDescriptor _descriptor;
    private readonly PpoOptions _options;
    private readonly SideThread _valueThread;
    private readonly Action _policyEpoch;
    private readonly PolicyStatistics _policyStatistics = new();
    private readonly ValueStatistics _valueStatistics = new();
    private readonly float[] _rewards;
    private readonly float[] _logProbabilities;
    private readonly float[] _nextValues;
    private readonly int[] _order;
    private readonly Minibatches _minibatches;
    private PpoState _state;
    private double _rateFraction;
    private float _valueClip;

    /// <summary>Makes an untrained learner.</summary>
    /// <param name="descriptor">The shapes; at least one environment and one feature each.</param>
    /// <param name="options">All that can be set.</param>
    /// <exception cref="ArgumentException">Names all problems of the options, or the shape that is impossible.</exception>
    public PpoTrainer(TrainerDescriptor descriptor, PpoOptions options)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(descriptor.Environments, 1, nameof(descriptor));
        ArgumentOutOfRangeException.ThrowIfLessThan(descriptor.PolicyFeatures, 1, nameof(descriptor));
        ArgumentOutOfRangeException.ThrowIfLessThan(descriptor.ValueFeatures, 1, nameof(descriptor));
        ArgumentOutOfRangeException.ThrowIfNegative(descriptor.CandidateFeatures, nameof(descriptor));
        if (descriptor.CandidateFeatures > 0 && !descriptor.Actions.IsDiscrete)
        {
            throw new ArgumentException($"candidates need discrete actions, not {descriptor.Actions}", nameof(descriptor));
        }

        if (options.Validate() is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join("; ", problems), nameof(options));
        }

        (_descriptor, _options) = (descriptor, options);
        _state = new PpoState(descriptor, options);
        _rewards = new float[descriptor.Environments];
        _logProbabilities = new float[descriptor.Environments];
        _nextValues = new float[descriptor.Environments];
        _order = new int[_state.Rollout.Capacity];
        _minibatches = new Minibatches(_order.Length, options.MinibatchSize);
        _policyEpoch = RunPolicyEpoch;
        _valueThread = new SideThread(RunValueEpoch, options.ParallelNetworks);
    }

    /// <inheritdoc/>
    public bool IsUpdateDue => _state.Rollout.IsFull;

    /// <summary>Weights and biases of the policy network and of the value network.</summary>
    public (int Policy, int Value) ParameterCounts => (_state.Policy.ParameterCount, _state.Value.Head.Network.Shape.ParameterCount);

    internal PpoState State => _state;

    private PolicyLearner FixedPolicy => _state.Policy as PolicyLearner
        ?? throw new InvalidOperationException("the trainer was made for candidates (CandidateFeatures is not 0): call the methods that take them");

    private string ValueKind => _state.IsShared ? "" : "value ";

    /// <inheritdoc/>
    /// <exception cref="NonFiniteValueException">A feature is NaN or infinite; nothing was changed.</exception>
    /// <exception cref="InvalidOperationException">An update is due, the last actions were not observed, or the trainer was made for candidates.</exception>
    public void Act(in FeatureBatch features, Span<float> actions)
    {
        PolicyLearner policy = FixedPolicy;
        bool shared = CheckStates(features, actions);
        ReadOnlySpan<float> inputs = _state.PolicyFeatures.Transform(features.Policy);
        policy.Act(inputs, _state.ActionRandom, actions, _logProbabilities);
        Remember(features, inputs, shared, actions);
    }

    /// <inheritdoc/>
    /// <exception cref="NonFiniteValueException">A reward, or a feature that is needed, is NaN or infinite; nothing was changed.</exception>
    /// <exception cref="InvalidOperationException">There were no actions to observe the results of.</exception>
    public void Observe(ReadOnlySpan<StepResult> results, in FeatureBatch finalFeatures)
    {
        PpoState state = _state;
        Demand(state.Rollout.IsAwaitingResults, "there are no actions whose results could be observed: call Act before Observe");
        ArgumentOutOfRangeException.ThrowIfNotEqual(results.Length, _descriptor.Environments, nameof(results));
        TakeRewards(results);
        CheckFinals(results, finalFeatures);
        state.Rewards?.Scale(_rewards);
        state.Rollout.Complete(results, _rewards);
        for (int i = 0; i < results.Length; i++)
        {
            if (results[i].IsDone)
            {
                state.Rewards?.EndEpisode(i);
            }

            if (results[i] is { Truncated: true, Terminated: false })
            {
                state.ValueFeatures.StoreFinal(FinalRow(finalFeatures, i));
            }
        }
    }

    /// <inheritdoc/>
    /// <exception cref="NonFiniteValueException">A feature is NaN or infinite.</exception>
    public void ActGreedily(ReadOnlySpan<float> policyFeatures, Span<float> actions)
    {
        PolicyLearner policy = FixedPolicy;
        int size = _descriptor.Actions.Size;
        int count = policyFeatures.Length / _descriptor.PolicyFeatures;
        ArgumentOutOfRangeException.ThrowIfNotEqual(actions.Length, count * size, nameof(actions));
        _state.PolicyFeatures.Check(policyFeatures, count, _state.IsShared ? "" : "policy ");
        for (int start = 0; start < count; start += _state.MaxRows)
        {
            int rows = Math.Min(_state.MaxRows, count - start);
            ReadOnlySpan<float> chunk = policyFeatures.Slice(start * _descriptor.PolicyFeatures, rows * _descriptor.PolicyFeatures);
            policy.ActGreedily(_state.PolicyFeatures.Transform(chunk), actions.Slice(start * size, rows * size));
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">An update is due, or a step is half observed.</exception>
    public void Save(Stream destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        Demand(!_state.Rollout.IsFull && !_state.Rollout.IsAwaitingResults, "a trainer is saved between steps: after Observe, and after Update when one is due");
        using var buffer = new MemoryStream();
        _state.Save(new StateWriter(buffer));
        CheckpointFile.Write(destination, _state.Shape, buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
    }

    /// <inheritdoc/>
    public void Load(Stream source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var reader = new StateReader(CheckpointFile.Read(source, _state.Shape));
        var fresh = new PpoState(_descriptor, _options);
        fresh.Load(reader);
        _state = fresh;
    }

    /// <inheritdoc/>
    public void Dispose() => _valueThread.Dispose();

    private static void Demand(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new InvalidOperationException(otherwise);
        }
    }

    private bool CheckStates(in FeatureBatch features, ReadOnlySpan<float> actions)
    {
        PpoState state = _state;
        ArgumentOutOfRangeException.ThrowIfNotEqual(actions.Length, _descriptor.Environments * _descriptor.Actions.Size, nameof(actions));
        Demand(!state.Rollout.IsFull, "the rollout is full: call Update before Act");
        Demand(!state.Rollout.IsAwaitingResults, "the results of the last actions are missing: call Observe before Act");
        bool shared = IsShared(features);
        state.PolicyFeatures.Check(features.Policy, _descriptor.Environments, shared ? "" : "policy ");
        if (!shared)
        {
            state.ValueFeatures.Check(features.Value, _descriptor.Environments, "value ");
        }

        return shared;
    }

    private void Remember(in FeatureBatch features, ReadOnlySpan<float> inputs, bool shared, ReadOnlySpan<float> actions)
    {
        PpoState state = _state;
        state.Start(shared);
        state.Rollout.Begin(actions, _logProbabilities);
        state.PolicyFeatures.Store(features.Policy, inputs);
        if (!state.IsShared)
        {
            state.ValueFeatures.Store(features.Value, state.ValueFeatures.Transform(features.Value));
        }
    }

    // Shared features arrive as the same memory (see FeatureBatch); the first step settles it, because two streams would otherwise drift apart
    private bool IsShared(in FeatureBatch features)
    {
        bool same = features.Policy == features.Value && _descriptor.PolicyFeatures == _descriptor.ValueFeatures;
        if (_state.IsShared && !same)
        {
            throw new ArgumentException("policy and critic shared their features so far; they must be the same memory in every step", nameof(features));
        }

        return _state.HasStarted ? _state.IsShared : same;
    }

    private void TakeRewards(ReadOnlySpan<StepResult> results)
    {
        for (int i = 0; i < results.Length; i++)
        {
            _rewards[i] = (float)results[i].Reward;
            if (!float.IsFinite(_rewards[i]))
            {
                throw new NonFiniteValueException($"the reward of environment {i} is {results[i].Reward}, which float32 cannot hold; nothing was changed. Look at the environment that gave it");
            }
        }
    }

    private void CheckFinals(ReadOnlySpan<StepResult> results, in FeatureBatch finalFeatures)
    {
        for (int i = 0; i < results.Length; i++)
        {
            if (results[i] is { Truncated: true, Terminated: false })
            {
                _state.ValueFeatures.Check(FinalRow(finalFeatures, i), 1, ValueKind, i);
            }
        }
    }

    private ReadOnlySpan<float> FinalRow(in FeatureBatch finalFeatures, int environment)
    {
        int width = _descriptor.ValueFeatures;
        return finalFeatures.Value.Length == _descriptor.Environments * width
            ? finalFeatures.Value.Slice(environment * width, width)
            : throw new ArgumentException(
                $"environment {environment} was truncated, so the features of all {_descriptor.Environments} final states are needed, {width} each; {finalFeatures.Value.Length} were given", nameof(finalFeatures));
    }
}
