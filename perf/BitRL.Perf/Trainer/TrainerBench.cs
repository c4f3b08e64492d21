using System.Diagnostics;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Training;
using BitRL.Ppo;

namespace BitRL.Perf.Trainer;

/// <summary>Drives a trainer with a made-up environment that costs nothing, eight copies, two choices, and times the calls.</summary>
internal sealed class TrainerBench : IDisposable
{
    private const int Environments = 8;

    private readonly Random _random = new(1);
    private readonly PpoTrainer _trainer;
    private readonly float[] _features;
    private readonly float[] _actions = new float[Environments];
    private readonly StepResult[] _results = new StepResult[Environments];
    private readonly int _rollout;

    public TrainerBench(int features, string hidden)
    {
        var settings = new Dictionary<string, string> { ["policy-hidden"] = hidden, ["value-hidden"] = hidden };
        PpoOptions options = PpoSettings.Parse(settings);
        _rollout = options.RolloutTransitions;
        _features = new float[Environments * features];
        _trainer = new PpoTrainer(new TrainerDescriptor(Environments, features, features, ActionSpace.Discrete(2), 1), options);
    }

    private FeatureBatch Batch => new() { Policy = _features, Value = _features };

    /// <summary>Trains for a while; every figure is the best of its kind.</summary>
    public TrainerTimes Measure(string heads, TimeSpan duration)
    {
        var times = new TrainerTimes(heads, double.MaxValue, double.MaxValue, double.MaxValue, 0);
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < duration)
        {
            times = Rollout(times);
        }

        return times;
    }

    public void Dispose() => _trainer.Dispose();

    private TrainerTimes Rollout(TrainerTimes best)
    {
        long start = Stopwatch.GetTimestamp();
        while (!_trainer.IsUpdateDue)
        {
            // a few numbers change, as in an environment; the rest would only time the random generator
            for (int i = 0; i < Environments; i++)
            {
                _features[_random.Next(_features.Length)] = (float)((_random.NextDouble() * 2) - 1);
            }

            long acting = Stopwatch.GetTimestamp();
            _trainer.Act(Batch, _actions);
            double act = Stopwatch.GetElapsedTime(acting).TotalMicroseconds;
            for (int i = 0; i < Environments; i++)
            {
                _results[i] = new StepResult(_actions[i], _random.Next(50) == 0, false);
            }

            long observing = Stopwatch.GetTimestamp();
            _trainer.Observe(_results, default);
            double observe = Stopwatch.GetElapsedTime(observing).TotalMicroseconds;
            best = best with { ActMicroseconds = Math.Min(best.ActMicroseconds, act), ObserveMicroseconds = Math.Min(best.ObserveMicroseconds, observe) };
        }

        long updating = Stopwatch.GetTimestamp();
        _trainer.Update(Batch);
        double update = Stopwatch.GetElapsedTime(updating).TotalMilliseconds;
        double stepsPerSecond = _rollout / Stopwatch.GetElapsedTime(start).TotalSeconds;
        return best with { UpdateMilliseconds = Math.Min(best.UpdateMilliseconds, update), StepsPerSecond = Math.Max(best.StepsPerSecond, stepsPerSecond) };
    }
}
