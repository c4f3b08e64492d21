using BitRL.Contracts.Environments;

namespace BitRL.Cli.Checks;

/// <summary>
/// Equal seeds and actions give equal episodes, bit by bit: in a new environment, in the same one after a reset, and whatever the other
/// copies do. Runs are resumed by replaying actions, so nothing less will do.
/// </summary>
internal static class DeterminismCheck
{
    private const int Steps = 300;
    private const int Episodes = 3;

    public static void Run(CheckSubject subject)
    {
        for (int episode = 0; episode < Episodes; episode++)
        {
            ulong seed = subject.Seed(episode);
            using var environment = subject.Create(1);
            var actions = new List<float[]>();
            var original = Record(subject, environment, seed, actions);
            var again = Repeat(environment, seed, actions);
            using var fresh = subject.Create(1);
            var other = Repeat(fresh, seed, actions);
            subject.Require(original.Difference(other) is null, $"a new environment with the same seed and actions goes another way: {original.Difference(other)}");
            subject.Require(original.Difference(again) is null, $"after a reset to the same seed it goes another way: {original.Difference(again)}");
            var crowded = RepeatAmongOthers(subject, seed, actions);
            subject.Require(original.Difference(crowded) is null, $"with other copies beside it an episode goes another way: {original.Difference(crowded)}");
        }
    }

    private static Trace Record(CheckSubject subject, IVectorEnvironment environment, ulong seed, List<float[]> actions)
    {
        var sampler = subject.Actions(number: 3);
        var trace = new Trace();
        var result = new StepResult[1];
        environment.Reset([0], [seed]);
        trace.Add(environment, 0, default);
        while (actions.Count < Steps && !result[0].IsDone)
        {
            subject.Cancellation.ThrowIfCancellationRequested();
            float[] action = new float[environment.Descriptor.Actions.Size];
            sampler.Fill(environment, action);
            actions.Add(action);
            environment.Step(action, result);
            trace.Add(environment, 0, result[0]);
        }

        return trace;
    }

    private static Trace Repeat(IVectorEnvironment environment, ulong seed, List<float[]> actions)
    {
        var trace = new Trace();
        var result = new StepResult[1];
        environment.Reset([0], [seed]);
        trace.Add(environment, 0, default);
        foreach (float[] action in actions)
        {
            if (result[0].IsDone)
            {
                break; // it ended earlier: the lengths will differ
            }

            environment.Step(action, result);
            trace.Add(environment, 0, result[0]);
        }

        return trace;
    }

    /// <summary>The same episode as the middle one of three copies.</summary>
    private static Trace RepeatAmongOthers(CheckSubject subject, ulong seed, List<float[]> actions)
    {
        using var environment = subject.Create(3);
        int size = environment.Descriptor.Actions.Size;
        var sampler = subject.Actions(number: 4);
        var trace = new Trace();
        var results = new StepResult[3];
        float[] all = new float[3 * size];
        environment.Reset([0, 1, 2], [seed + 1, seed, seed + 2]);
        trace.Add(environment, 1, default);
        foreach (float[] action in actions)
        {
            if (results[1].IsDone)
            {
                break;
            }

            foreach (int copy in (ReadOnlySpan<int>)[0, 2])
            {
                if (results[copy].IsDone)
                {
                    environment.Reset([copy], [seed + 3]);
                }
            }

            sampler.Fill(environment, 0, all);
            sampler.Fill(environment, 2, all);
            action.CopyTo(all, size);
            environment.Step(all, results);
            trace.Add(environment, 1, results[1]);
        }

        return trace;
    }
}
