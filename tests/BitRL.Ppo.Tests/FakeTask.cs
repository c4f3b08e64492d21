using BitRL.Contracts.Environments;
using BitRL.Contracts.Training;

namespace BitRL.Ppo.Tests;

/// <summary>
/// Copies of a one-step task: the state says which action is right, the reward how right it was. Discrete: a one-hot state, 1 for the same choice.
/// Box: a random vector, minus the squared distance to it. Episodes end at random, either way. Everything follows from the seed and the actions.
/// </summary>
internal sealed class FakeTask
{
    private readonly Random _random;
    private readonly int _environments;
    private readonly int _extra;
    private readonly ActionSpace _space;
    private readonly float[] _states;
    private readonly float[] _valueStates;
    private readonly float[] _actions;
    private readonly StepResult[] _results;

    public FakeTask(int environments, ActionSpace actions, int seed, int noiseFeatures = 0, bool separate = false)
    {
        _random = new Random(seed);
        _environments = environments;
        _space = actions;
        _extra = noiseFeatures;
        Size = actions.IsDiscrete ? actions.Choices : actions.Size;
        _states = new float[environments * Width];
        _valueStates = separate ? new float[_states.Length] : _states;
        _actions = new float[environments * actions.Size];
        _results = new StepResult[environments];
        Draw();
    }

    /// <summary>Features that mean something.</summary>
    public int Size { get; }

    public int Width => Size + _extra;

    public ReadOnlySpan<float> Actions => _actions;

    public double MeanReward { get; private set; }

    public FeatureBatch Batch => new() { Policy = _states, Value = _valueStates };

    public TrainerDescriptor Descriptor(ulong seed) => new(_environments, Width, Width, _space, seed);

    /// <summary>Acts and observes once.</summary>
    public void Step(ITrainer trainer)
    {
        trainer.Act(Batch, _actions);
        MeanReward = 0;
        for (int i = 0; i < _environments; i++)
        {
            double reward = Reward(i, _actions.AsSpan(i * _space.Size, _space.Size));
            MeanReward += reward / _environments;
            _results[i] = new StepResult(reward, _random.Next(8) == 0, _random.Next(8) == 0);
        }

        Draw();
        trainer.Observe(_results, Batch);
    }

    /// <summary>Runs until so many transitions were learned from.</summary>
    public List<IReadOnlyList<KeyValuePair<string, double>>> Train(ITrainer trainer, int transitions)
    {
        var figures = new List<IReadOnlyList<KeyValuePair<string, double>>>();
        for (int done = 0; done < transitions; done += _environments)
        {
            Step(trainer);
            if (trainer.IsUpdateDue)
            {
                figures.Add(trainer.Update(Batch));
            }
        }

        return figures;
    }

    public double Reward(int environment, ReadOnlySpan<float> action)
    {
        ReadOnlySpan<float> state = _states.AsSpan(environment * Width, Size);
        if (_space.IsDiscrete)
        {
            return state[(int)action[0]] > 0.5f ? 1 : 0;
        }

        double distance = 0;
        for (int i = 0; i < Size; i++)
        {
            distance += (action[i] - state[i]) * (action[i] - state[i]);
        }

        return -distance;
    }

    /// <summary>Mean reward of the greedy policy over fresh states.</summary>
    public double Evaluate(ITrainer trainer, int rounds = 20)
    {
        double sum = 0;
        for (int round = 0; round < rounds; round++)
        {
            Draw();
            trainer.ActGreedily(_states, _actions);
            for (int i = 0; i < _environments; i++)
            {
                sum += Reward(i, _actions.AsSpan(i * _space.Size, _space.Size)) / (rounds * _environments);
            }
        }

        return sum;
    }

    private void Draw()
    {
        for (int i = 0; i < _environments; i++)
        {
            Span<float> state = _states.AsSpan(i * Width, Width);
            int right = _random.Next(Size);
            for (int j = 0; j < Width; j++)
            {
                state[j] = j >= Size ? (float)(_random.NextDouble() - 0.5) : !_space.IsDiscrete ? (float)((_random.NextDouble() * 2) - 1) : j == right ? 1 : 0;
            }
        }

        if (!ReferenceEquals(_states, _valueStates))
        {
            for (int i = 0; i < _states.Length; i++)
            {
                _valueStates[i] = (_states[i] * 3) - 1;
            }
        }
    }
}
