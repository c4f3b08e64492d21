using BitRL.Contracts.Environments;
using BitRL.Contracts.Training;

namespace BitRL.Ppo.Tests.Candidates;

/// <summary>
/// Copies of a one-step task whose actions change: the state names a kind (one-hot), 2 to 5 candidates of different kinds are offered, and the one of
/// the state's kind, which is always there but never at a fixed place, gives 1. Everything follows from the seed and the actions.
/// </summary>
internal sealed class CandidateTask
{
    public const int Kinds = 6;
    public const int MostCandidates = 5;
    private const int Noise = 3;
    public const int Width = Kinds + Noise;
    private readonly Random _random;
    private readonly int _environments;
    private readonly int[] _right;
    private readonly float[] _states;
    private readonly float[] _actions;
    private readonly int[] _starts;
    private readonly float[] _features;
    private readonly ulong[] _keys;
    private readonly float[][] _kinds;
    private readonly StepResult[] _results;

    public CandidateTask(int environments, int seed)
    {
        _random = new Random(seed);
        _environments = environments;
        _right = new int[environments];
        _states = new float[environments * Kinds];
        _actions = new float[environments];
        _starts = new int[environments + 1];
        _features = new float[environments * MostCandidates * Width];
        _keys = new ulong[environments * MostCandidates];
        _results = new StepResult[environments];
        var fixedNoise = new Random(1);
        _kinds = [.. Enumerable.Range(0, Kinds).Select(kind => (float[])[.. Enumerable.Range(0, Kinds).Select(i => i == kind ? 1f : 0f), .. Enumerable.Range(0, Noise).Select(_ => fixedNoise.NextSingle())])];
        Draw();
    }

    public FeatureBatch Batch => new() { Policy = _states, Value = _states };

    public CandidateBatch Candidates => new() { Starts = _starts, Features = _features.AsSpan(0, _starts[^1] * Width), Keys = _keys.AsSpan(0, _starts[^1]) };

    public ReadOnlySpan<float> Actions => _actions;

    public TrainerDescriptor Descriptor(ulong seed) => new(_environments, Kinds, Kinds, ActionSpace.Discrete(MostCandidates), seed) { CandidateFeatures = Width };

    public void Step(ICandidateTrainer trainer)
    {
        trainer.Act(Batch, Candidates, _actions);
        for (int i = 0; i < _environments; i++)
        {
            _results[i] = new StepResult((int)_actions[i] == _right[i] ? 1 : 0, _random.Next(8) == 0, _random.Next(8) == 0);
        }

        Draw();
        trainer.Observe(_results, Batch);
    }

    public List<IReadOnlyList<KeyValuePair<string, double>>> Train(ICandidateTrainer trainer, int transitions)
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

    /// <summary>Share of right greedy choices in fresh states.</summary>
    public double Evaluate(ICandidateTrainer trainer, int rounds = 50)
    {
        int right = 0;
        for (int round = 0; round < rounds; round++)
        {
            Draw();
            trainer.ActGreedily(_states, Candidates, _actions);
            for (int i = 0; i < _environments; i++)
            {
                right += (int)_actions[i] == _right[i] ? 1 : 0;
            }
        }

        return (double)right / (rounds * _environments);
    }

    private void Draw()
    {
        int at = 0;
        for (int i = 0; i < _environments; i++)
        {
            int[] kinds = [.. Enumerable.Range(0, Kinds)];
            _random.Shuffle(kinds);
            int count = _random.Next(2, MostCandidates + 1);
            _right[i] = _random.Next(count);
            _states.AsSpan(i * Kinds, Kinds).Clear();
            _states[(i * Kinds) + kinds[_right[i]]] = 1;
            foreach (int kind in kinds.AsSpan(0, count))
            {
                _kinds[kind].CopyTo(_features.AsSpan(at * Width));
                _keys[at++] = 1000 + (ulong)kind;
            }

            _starts[i + 1] = at;
        }
    }
}
