using System.Text;
using BitRL.Cli.Composition;
using BitRL.Contracts.Environments;

namespace BitRL.Cli.Replay;

/// <summary>Replays a trajectory file through an environment, in one or both modes.</summary>
internal sealed class TrajectoryReplay : IDisposable
{
    private readonly IVectorEnvironment _environment;
    private readonly IReplayableEnvironment _replayable;

    /// <param name="source">The environment; a copy of its own is made.</param>
    /// <param name="mode">Which modes.</param>
    /// <exception cref="CommandException">The environment cannot replay.</exception>
    public TrajectoryReplay(EnvironmentSource source, ReplayMode mode)
    {
        _environment = source.Create(1);
        if (_environment is not IReplayableEnvironment replayable)
        {
            _environment.Dispose();
            throw new CommandException(ExitCode.BadInput, $"{source.Id} cannot replay recordings: it does not implement {nameof(IReplayableEnvironment)} (docs/replay.md says how); 'bitrl env check {source.Id}' needs none");
        }

        _replayable = replayable;
        PerStep = mode.HasFlag(ReplayMode.PerStep) ? new ReplayComparison(replayable.ReplayQuantities, ReplayMode.PerStep) : null;
        FreeRunning = mode.HasFlag(ReplayMode.FreeRunning) ? new ReplayComparison(replayable.ReplayQuantities, ReplayMode.FreeRunning) : null;
    }

    /// <summary>Names of what is compared, in the order of the environment.</summary>
    public IEnumerable<string> Quantities => _replayable.ReplayQuantities.Select(quantity => quantity.Name);

    /// <summary>Restarting from each recorded state; null where it was not asked for.</summary>
    public ReplayComparison? PerStep { get; }

    /// <summary>Restarting once an episode; null where it was not asked for.</summary>
    public ReplayComparison? FreeRunning { get; }

    /// <summary>Episodes read.</summary>
    public int Episodes { get; private set; }

    /// <summary>Actions recorded in them.</summary>
    public long Steps { get; private set; }

    /// <summary>Replays a file.</summary>
    /// <exception cref="InvalidDataException">A line cannot be read or replayed, or nothing was compared.</exception>
    public void Run(string path, CancellationToken cancellation)
    {
        foreach (var (number, text) in TrajectoryFile.ReadLines(path))
        {
            foreach (var episode in Read(path, number, text))
            {
                cancellation.ThrowIfCancellationRequested();
                Episodes++;
                Steps += episode.Steps;
                Replay(path, number, episode);
            }
        }

        if ((PerStep?.Comparisons ?? 0) + (FreeRunning?.Comparisons ?? 0) == 0)
        {
            throw new InvalidDataException(Episodes == 0
                ? $"{path} holds nothing to replay"
                : $"{path}: nothing was compared in {Episodes} episodes; recordings without every state have no per-step mode, try --mode free-running");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _environment.Dispose();

    private IReadOnlyList<IRecordedEpisode> Read(string path, int number, string text)
    {
        try
        {
            return _replayable.ReadRecording(Encoding.UTF8.GetBytes(text));
        }
        catch (FormatException wrong)
        {
            throw new InvalidDataException($"{path}, line {number}: {wrong.Message.TrimEnd('.')}", wrong);
        }
    }

    private void Replay(string path, int line, IRecordedEpisode episode)
    {
        var place = new ReplayPlace(line, episode.Name, null);
        try
        {
            if (PerStep is not null && episode.HoldsEveryState)
            {
                for (int step = 0; step < episode.Steps; step++)
                {
                    Restart(PerStep, episode, place = place with { Step = null }, step);
                    Step(PerStep, episode, place = place with { Step = step });
                }
            }

            if (FreeRunning is not null && episode.Steps > 0)
            {
                Restart(FreeRunning, episode, place = place with { Step = null }, 0);
                for (int step = 0; step < episode.Steps; step++)
                {
                    Step(FreeRunning, episode, place = place with { Step = step });
                }
            }
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException or FormatException or IndexOutOfRangeException or KeyNotFoundException)
        {
            throw new InvalidDataException($"{path}, {place}: {failure.Message.TrimEnd('.')}", failure);
        }
    }

    private static void Restart(ReplayComparison comparison, IRecordedEpisode episode, ReplayPlace place, int step)
    {
        comparison.MoveTo(place);
        episode.Restart(step, comparison);
    }

    private static void Step(ReplayComparison comparison, IRecordedEpisode episode, ReplayPlace place)
    {
        comparison.MoveTo(place);
        episode.Step(place.Step!.Value, comparison);
    }
}
