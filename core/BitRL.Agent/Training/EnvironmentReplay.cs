using BitRL.Agent.Seeding;
using BitRL.Contracts.Environments;

namespace BitRL.Agent.Training;

/// <summary>
/// Brings every copy to where the log says: reset with the seed of its episode, then the same actions. Copies are stepped together, so one
/// with fewer actions idles in the same episode before, and is reset when its turn comes; all arrive at the same moment.
/// </summary>
internal sealed class EnvironmentReplay(IVectorEnvironment environment, ActionLog log, EpisodeStatistics episodes, SeedTree seeds)
{
    private readonly int _actionSize = environment.Descriptor.Actions.Size;

    /// <summary>Replays.</summary>
    /// <exception cref="RunFaultException">An episode ended that had not: the environment is not deterministic.</exception>
    public void Run()
    {
        int copies = environment.Count;
        int longest = Enumerable.Range(0, copies).Max(log.Steps);
        var actions = new float[copies * _actionSize];
        var results = new StepResult[copies];
        for (int copy = 0; copy < copies; copy++)
        {
            Reset(copy);
        }

        for (int time = 0; time < longest; time++)
        {
            Prepare(time, longest, actions, results);
            environment.Step(actions, results);
            for (int copy = 0; copy < copies; copy++)
            {
                if (time < Start(copy, longest))
                {
                    continue;
                }

                episodes.Add(copy, results[copy].Reward);
                if (results[copy].IsDone)
                {
                    throw new RunFaultException(
                        $"environment '{environment.Descriptor.Id}' ended copy {copy} after {time + 1 - Start(copy, longest)} of {log.Steps(copy)} repeated steps: it is not deterministic under its seed, so the run cannot be resumed. Check that the same version of the environment is installed, or start a new run");
                }
            }
        }

        for (int copy = 0; copy < copies; copy++)
        {
            if (log.Steps(copy) == 0)
            {
                Reset(copy);
            }
        }
    }

    private int Start(int copy, int longest) => longest - log.Steps(copy);

    /// <summary>Fills in the actions of a moment; copies whose turn comes now, or whose idling ended an episode, are reset.</summary>
    private void Prepare(int time, int longest, Span<float> actions, ReadOnlySpan<StepResult> results)
    {
        for (int copy = 0; copy < environment.Count; copy++)
        {
            Span<float> own = actions.Slice(copy * _actionSize, _actionSize);
            int step = time - Start(copy, longest);
            if (step == 0 || (step < 0 && results[copy].IsDone))
            {
                Reset(copy);
            }

            if (step >= 0)
            {
                log.Actions(copy, step).CopyTo(own);
            }
            else
            {
                own.Clear();
            }
        }
    }

    private void Reset(int copy)
    {
        environment.Reset([copy], [seeds.Child((ulong)copy).Child(log.Episode(copy)).Value]);
        episodes.Restart(copy);
    }
}
