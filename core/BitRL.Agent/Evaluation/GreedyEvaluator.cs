using BitRL.Agent.Candidates;
using BitRL.Agent.Encoders;
using BitRL.Agent.Seeding;
using BitRL.Agent.Training;
using BitRL.Contracts.Encoders;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Training;

namespace BitRL.Agent.Evaluation;

/// <summary>
/// Plays whole episodes greedily on copies of its own. Episode k has seed k of the branch, whatever the number of copies; a copy that ends takes
/// the next episode, and one without an episode left idles and is not encoded. Training notices nothing of it.
/// </summary>
internal sealed class GreedyEvaluator : IDisposable
{
    private const int Idle = -1;
    private readonly IVectorEnvironment _environment;
    private readonly ITrainer _trainer;
    private readonly EncoderStage _stage;
    private readonly CandidateStage? _candidates;
    private readonly int _actionSize;
    private readonly int[] _episodes;
    private readonly int[] _active;
    private readonly float[] _features;
    private readonly float[] _chosen;
    private readonly ActionBounds _bounds;
    private readonly float[] _actions;
    private readonly StepResult[] _results;
    private readonly EpisodeMeasures _measures;
    private readonly IEvaluationObserver? _observer;
    private int _activeCount;
    private int _next;

    /// <summary>Joins the parts.</summary>
    /// <param name="environment">Now the evaluator's.</param>
    /// <param name="encoder">The policy's; still the caller's.</param>
    /// <param name="trainer">Still the caller's.</param>
    /// <param name="time">Stopwatch.</param>
    /// <param name="observer">Sees every state, if there is one.</param>
    public GreedyEvaluator(IVectorEnvironment environment, IStateEncoder encoder, ITrainer trainer, TimeProvider time, IEvaluationObserver? observer = null)
    {
        _observer = observer;
        int copies = environment.Count;
        _environment = environment;
        _bounds = new ActionBounds(environment.Descriptor.Actions);
        _trainer = trainer;
        _stage = new EncoderStage(encoder, environment, time);
        _candidates = CandidateStage.For(encoder, environment);
        _actionSize = environment.Descriptor.Actions.Size;
        _episodes = new int[copies];
        _active = new int[copies];
        _features = new float[copies * _stage.Width];
        _chosen = new float[copies * _actionSize];
        _actions = new float[copies * _actionSize];
        _results = new StepResult[copies];
        _measures = new EpisodeMeasures(environment);
    }

    /// <summary>Plays episodes.</summary>
    /// <param name="episodes">How many, at least 1.</param>
    /// <param name="seeds">Episode k is seeded by child k.</param>
    /// <param name="cancellationToken">Stops early.</param>
    public async Task<EvaluationResult> EvaluateAsync(int episodes, SeedTree seeds, CancellationToken cancellationToken)
    {
        var returns = new double[episodes];
        var lengths = new int[episodes];
        _next = 0;
        _measures.Start(episodes);
        for (int copy = 0; copy < _environment.Count; copy++)
        {
            Restart(copy, episodes, seeds);
        }

        while (GatherActive() > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await ShowAsync(returns, lengths, starts: true, cancellationToken);
            await _stage.EncodeAsync(_active.AsSpan(0, _activeCount), _features, cancellationToken);
            if (_candidates is not null)
            {
                await _candidates.EncodeAsync(_active.AsSpan(0, _activeCount), cancellationToken);
            }

            Step();
            await ShowAsync(returns, lengths, starts: false, cancellationToken);
            for (int copy = 0; copy < _results.Length; copy++)
            {
                if (_episodes[copy] is var episode and not Idle)
                {
                    returns[episode] += Checked(_results[copy].Reward);
                    lengths[episode]++;
                    if (_results[copy].IsDone)
                    {
                        _measures.Take(copy, episode);
                    }
                }

                if (_results[copy].IsDone)
                {
                    Restart(copy, episodes, seeds);
                }
            }
        }

        return _measures.AddTo(new EvaluationResult([.. returns], [.. lengths]));
    }

    /// <inheritdoc/>
    public void Dispose() => _environment.Dispose();

    /// <summary>Shows the states that a step led to (before they are counted), or the first states of episodes.</summary>
    private async ValueTask ShowAsync(double[] returns, int[] lengths, bool starts, CancellationToken cancellationToken)
    {
        for (int k = 0; _observer is not null && k < _activeCount; k++)
        {
            int copy = _active[k];
            int episode = _episodes[copy];
            if (!starts)
            {
                await _observer.OnStateAsync(
                    new EvaluationMoment(_environment, copy, episode, lengths[episode] + 1)
                    {
                        Action = _actions.AsMemory(copy * _actionSize, _actionSize),
                        Result = _results[copy],
                        Return = returns[episode] + _results[copy].Reward,
                    },
                    cancellationToken);
            }
            else if (lengths[episode] == 0)
            {
                await _observer.OnStateAsync(new EvaluationMoment(_environment, copy, episode, 0), cancellationToken);
            }
        }
    }

    private int GatherActive()
    {
        _activeCount = 0;
        for (int copy = 0; copy < _episodes.Length; copy++)
        {
            if (_episodes[copy] != Idle)
            {
                _active[_activeCount++] = copy;
            }
        }

        return _activeCount;
    }

    private void Step()
    {
        Span<float> chosen = _chosen.AsSpan(0, _activeCount * _actionSize);
        ReadOnlySpan<float> features = _features.AsSpan(0, _activeCount * _stage.Width);
        if (_candidates is null)
        {
            _trainer.ActGreedily(features, chosen);
        }
        else
        {
            ((ICandidateTrainer)_trainer).ActGreedily(features, _candidates.Current, chosen);
        }

        _actions.AsSpan().Clear();
        for (int k = 0; k < _activeCount; k++)
        {
            chosen.Slice(k * _actionSize, _actionSize).CopyTo(_actions.AsSpan(_active[k] * _actionSize));
        }

        _bounds.Clip(_actions);
        _environment.Step(_actions, _results);
    }

    /// <summary>Gives a copy the next episode, or the seed of the last one to idle in.</summary>
    private void Restart(int copy, int episodes, SeedTree seeds)
    {
        _episodes[copy] = _next < episodes ? _next++ : Idle;
        ulong seed = seeds.Child((ulong)(_episodes[copy] == Idle ? episodes - 1 : _episodes[copy])).Value;
        _environment.Reset([copy], [seed]);
    }

    private double Checked(double reward) => double.IsFinite(reward)
        ? reward
        : throw new RunFaultException($"environment '{_environment.Descriptor.Id}' gave the reward {reward} in an evaluation; report it to the environment's author");
}
