using BitRL.Agent.Candidates;
using BitRL.Agent.Encoders;
using BitRL.Agent.Seeding;
using BitRL.Contracts.Encoders;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Training;

namespace BitRL.Agent.Training;

/// <summary>
/// The inner loop: act, step, observe, reset, encode. Every state is encoded once per encoder: the features that bootstrap an update are those
/// from which the next action is taken. A step allocates nothing and is synchronous as long as the encoders are.
/// </summary>
internal sealed class EnvironmentLoop : IDisposable
{
    private readonly IVectorEnvironment _environment;
    private readonly ITrainer _trainer;
    private readonly SeedTree _seeds;
    private readonly EncoderPair _encoders;
    private readonly ICandidateTrainer? _chooser;
    private readonly int[] _copies;
    private readonly ActionBounds _bounds;
    private readonly IEnvironmentWarnings? _warnings;
    private readonly float[] _actions;
    private readonly StepResult[] _results;
    private readonly int[] _ended;
    private readonly int[] _cutOff;
    private readonly ulong[] _resetSeeds;
    private readonly FinishedEpisode[] _finished;
    private int _endedCount;
    private int _cutOffCount;

    /// <summary>Joins the parts.</summary>
    /// <param name="environment">Now the loop's.</param>
    /// <param name="trainer">Still the caller's.</param>
    /// <param name="components">Encoders and time.</param>
    /// <param name="seeds">The branch from which episodes are seeded: copy, then episode.</param>
    public EnvironmentLoop(IVectorEnvironment environment, ITrainer trainer, RunComponents components, SeedTree seeds)
    {
        _environment = environment;
        _bounds = new ActionBounds(environment.Descriptor.Actions);
        _warnings = environment as IEnvironmentWarnings;
        _trainer = trainer;
        _seeds = seeds;
        int copies = environment.Count;
        _encoders = new EncoderPair(components.PolicyEncoder, components.ValueEncoder, environment, components.Time, components.EncodesSideBySide);
        Candidates = CandidateStage.For(components.PolicyEncoder, environment);
        _chooser = Candidates is null ? null : (ICandidateTrainer)trainer;
        _copies = [.. Enumerable.Range(0, copies)];
        Log = new ActionLog(copies, environment.Descriptor.Actions.Size);
        Episodes = new EpisodeStatistics(copies);
        _actions = new float[copies * environment.Descriptor.Actions.Size];
        _results = new StepResult[copies];
        _ended = new int[copies];
        _cutOff = new int[copies];
        _resetSeeds = new ulong[copies];
        _finished = new FinishedEpisode[copies];
    }

    /// <summary>The policy's encoder.</summary>
    public EncoderStage Policy => _encoders.Policy;

    /// <summary>The critic's encoder, or null where it shares the policy's.</summary>
    public EncoderStage? Critic => _encoders.Critic;

    /// <summary>The candidates of the current states, or null where the actions are always the same.</summary>
    public CandidateStage? Candidates { get; }

    /// <summary>What each copy did since its reset.</summary>
    public ActionLog Log { get; }

    /// <summary>Returns and lengths.</summary>
    public EpisodeStatistics Episodes { get; }

    /// <summary>Copies stepped together.</summary>
    public int Count => _environment.Count;

    /// <summary>The episodes that ended in the last step.</summary>
    public ReadOnlySpan<FinishedEpisode> Finished => _finished.AsSpan(0, _endedCount);

    /// <summary>What both encoders did for training.</summary>
    public EncoderStatistics EncoderWork
    {
        get
        {
            EncoderStatistics policy = Policy.Statistics;
            EncoderStatistics critic = Critic?.Statistics ?? default;
            return new EncoderStatistics(
                policy.Texts + critic.Texts, policy.MemoHits + critic.MemoHits, policy.Tokens + critic.Tokens, policy.TextTokens + critic.TextTokens);
        }
    }

    /// <summary>Features of the current states.</summary>
    public FeatureBatch Current => new() { Policy = Policy.Features, Value = (Critic ?? Policy).Features };

    /// <summary>Starts the first episode of every copy, or restores what the log says.</summary>
    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        new EnvironmentReplay(_environment, Log, Episodes, _seeds).Run();
        return EncodeAsync(cancellationToken);
    }

    /// <summary>Takes a warning of the environment, or null.</summary>
    public string? TakeWarning() => _warnings?.TakeWarning();

    /// <summary>Steps every copy once. Afterwards <see cref="ITrainer.IsUpdateDue"/> may hold.</summary>
    public ValueTask StepAsync(CancellationToken cancellationToken)
    {
        Act();
        if (_cutOffCount == 0)
        {
            _trainer.Observe(_results, default);
        }
        else
        {
            ValueTask finals = _encoders.EncodeFinalsAsync(_cutOff.AsSpan(0, _cutOffCount), cancellationToken);
            if (!finals.IsCompletedSuccessfully)
            {
                return FinishLaterAsync(finals, cancellationToken);
            }

            finals.GetAwaiter().GetResult();
            ObserveFinals();
        }

        ResetEnded();
        return EncodeAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _encoders.Dispose();
        _environment.Dispose();
    }

    private async ValueTask FinishLaterAsync(ValueTask finals, CancellationToken cancellationToken)
    {
        await finals;
        ObserveFinals();
        ResetEnded();
        await EncodeAsync(cancellationToken);
    }

    // The candidates after the states: both may use the same encoder, which takes one call at a time
    private ValueTask EncodeAsync(CancellationToken cancellationToken)
    {
        ValueTask states = _encoders.EncodeAsync(cancellationToken);
        if (Candidates is null)
        {
            return states;
        }

        if (!states.IsCompletedSuccessfully)
        {
            return CandidatesLaterAsync(states, Candidates, cancellationToken);
        }

        states.GetAwaiter().GetResult();
        return Candidates.EncodeAsync(_copies, cancellationToken);
    }

    private async ValueTask CandidatesLaterAsync(ValueTask states, CandidateStage candidates, CancellationToken cancellationToken)
    {
        await states;
        await candidates.EncodeAsync(_copies, cancellationToken);
    }

    private void Act()
    {
        if (_chooser is null)
        {
            _trainer.Act(Current, _actions);
        }
        else
        {
            _chooser.Act(Current, Candidates!.Current, _actions);
        }

        _bounds.Clip(_actions);
        _environment.Step(_actions, _results);
        Log.Add(_actions);
        _endedCount = 0;
        _cutOffCount = 0;
        for (int copy = 0; copy < _results.Length; copy++)
        {
            ref readonly StepResult result = ref _results[copy];
            if (!double.IsFinite(result.Reward))
            {
                throw BadReward(copy, result.Reward);
            }

            Episodes.Add(copy, result.Reward);
            if (result.IsDone)
            {
                _finished[_endedCount] = new FinishedEpisode(copy, Log.Episode(copy), Episodes.Return(copy), Episodes.Length(copy), result.Terminated);
                _ended[_endedCount++] = copy;
                if (!result.Terminated)
                {
                    _cutOff[_cutOffCount++] = copy;
                }
            }
        }
    }

    private void ObserveFinals()
    {
        _encoders.ScatterFinals(_cutOff.AsSpan(0, _cutOffCount));
        _trainer.Observe(_results, new FeatureBatch { Policy = Policy.Finals, Value = (Critic ?? Policy).Finals });
    }

    private void ResetEnded()
    {
        if (_endedCount == 0)
        {
            return;
        }

        for (int k = 0; k < _endedCount; k++)
        {
            int copy = _ended[k];
            Episodes.End(copy);
            Log.NextEpisode(copy);
            _resetSeeds[k] = _seeds.Child((ulong)copy).Child(Log.Episode(copy)).Value;
        }

        _environment.Reset(_ended.AsSpan(0, _endedCount), _resetSeeds.AsSpan(0, _endedCount));
    }

    private RunFaultException BadReward(int copy, double reward) => new(
        $"environment '{_environment.Descriptor.Id}' gave the reward {reward} in copy {copy}, step {Log.Steps(copy)} of the episode with seed {_seeds.Child((ulong)copy).Child(Log.Episode(copy)).Value}; the run ended, its last checkpoint is kept. Report it to the environment's author with these numbers");
}
