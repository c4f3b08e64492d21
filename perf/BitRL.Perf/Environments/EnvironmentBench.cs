using System.Diagnostics;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;

namespace BitRL.Perf.Environments;

/// <summary>Times one environment with discrete actions. Actions are drawn beforehand (where they vary, modulo their number); finished copies are reset at once, as a trainer does.</summary>
internal sealed class EnvironmentBench : IDisposable
{
    public const int Copies = 8;

    private const int Rows = 997;
    private const int StepsARound = 20_000;

    private readonly IVectorEnvironment _environment;
    private readonly IVariableActions? _variable;
    private readonly float[] _actions;
    private readonly float[] _row = new float[Copies];
    private readonly float[] _raw;
    private readonly byte[] _text;
    private readonly StepResult[] _results = new StepResult[Copies];
    private readonly int[] _index = new int[1];
    private readonly ulong[] _seed = new ulong[1];

    public EnvironmentBench(IEnvironmentProvider provider)
    {
        _environment = provider.Create(new EnvironmentOptions { Count = Copies });
        _variable = _environment as IVariableActions;
        var random = new Random(1);
        _actions = [.. Enumerable.Range(0, Rows * Copies).Select(_ => (float)random.Next(provider.Descriptor.Actions.Choices))];
        _raw = new float[Copies * provider.Descriptor.ObservationSize];
        _text = new byte[Math.Max(_variable?.MaxActionBytes ?? 0, Math.Max(provider.Descriptor.Schema.MaxEpisodeBytes, provider.Descriptor.Schema.MaxStepBytes))];
    }

    /// <summary>Steps a second, all copies together: the best of some rounds of each, in turn, so that load from elsewhere spoils none alone.</summary>
    public (double Steps, double Vectors, double Texts) Best(int rounds)
    {
        double[] best = new double[3];
        for (int round = 0; round <= rounds; round++)
        {
            for (int what = 0; what < best.Length; what++)
            {
                double speed = Round(what);
                best[what] = round == 0 ? 0 : Math.Max(best[what], speed); // the first one warms up
            }
        }

        return (best[0], best[1], best[2]);
    }

    public void Dispose() => _environment.Dispose();

    private double Round(int what)
    {
        for (int i = 0; i < Copies; i++)
        {
            Reset(i);
        }

        long start = Stopwatch.GetTimestamp();
        for (int t = 0; t < StepsARound; t++)
        {
            _environment.Step(Actions(t), _results);
            Observe(what);
            for (int i = 0; i < Copies; i++)
            {
                if (_results[i].IsDone)
                {
                    Reset(i);
                }
            }
        }

        return (double)StepsARound * Copies / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private void Observe(int what)
    {
        if (what == 1)
        {
            _environment.CopyObservations(_raw);
        }

        for (int i = 0; i < Copies && what == 2; i++)
        {
            _environment.WriteEpisode(i, TextStyle.Compact, _text);
            _environment.WriteStep(i, TextStyle.Compact, _text);
            for (int action = 0; _variable is not null && action < _variable.CountActions(i); action++)
            {
                _variable.WriteAction(i, action, TextStyle.Compact, _text);
            }
        }
    }

    private ReadOnlySpan<float> Actions(int t)
    {
        ReadOnlySpan<float> drawn = _actions.AsSpan(t % Rows * Copies, Copies);
        if (_variable is null)
        {
            return drawn;
        }

        for (int i = 0; i < Copies; i++)
        {
            _row[i] = (int)drawn[i] % _variable.CountActions(i);
        }

        return _row;
    }

    private void Reset(int copy)
    {
        _index[0] = copy;
        _seed[0]++;
        _environment.Reset(_index, _seed);
    }
}
