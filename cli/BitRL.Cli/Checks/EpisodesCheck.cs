using BitRL.Contracts.Environments;

namespace BitRL.Cli.Checks;

/// <summary>Episodes end when they should, their last state can be read, and the reset of one copy leaves the others alone.</summary>
internal static class EpisodesCheck
{
    private const int Copies = 3;
    private const int Episodes = 30;
    private const int MostSteps = 20_000;

    public static void Run(CheckSubject subject)
    {
        using var environment = subject.Create(Copies);
        var walk = new RandomWalk(subject, environment, number: 5);
        int limit = environment.Descriptor.MaxEpisodeSteps;
        int episodes = 0;
        for (int step = 0; step < MostSteps && episodes < Episodes; step++)
        {
            walk.Step();
            for (int copy = 0; copy < Copies; copy++)
            {
                var result = walk.Results[copy];
                int length = walk.EpisodeSteps(copy);
                subject.Require(length < limit || result.Truncated, $"after {length} steps an episode is not truncated; MaxEpisodeSteps is {limit}");
                subject.Require(length >= limit || !result.Truncated, $"an episode is truncated after {length} steps; MaxEpisodeSteps is {limit}");
                if (result.IsDone)
                {
                    episodes++;
                    CheckLastState(subject, environment, copy);
                }
            }

            if (subject.Problems.Any(problem => problem.Check == subject.Check))
            {
                return; // past its end an environment may do anything
            }
        }

        CheckResetOfOne(subject, environment);
    }

    private static void CheckLastState(CheckSubject subject, IVectorEnvironment environment, int copy)
    {
        float[] observation = Observation(environment, copy);
        subject.Require(Array.TrueForAll(observation, float.IsFinite), $"the last observation of an episode is not finite: {string.Join(", ", observation)}");
        var trace = new Trace();
        trace.Add(environment, copy, default); // reads the text too
        if (environment is IEpisodeMeasures measures)
        {
            double[] values = new double[measures.Measures.Length];
            measures.CopyMeasures(copy, values);
            subject.Require(Array.TrueForAll(values, double.IsFinite), $"the measures of an episode are not finite: {string.Join(", ", values)}");
        }
    }

    private static void CheckResetOfOne(CheckSubject subject, IVectorEnvironment environment)
    {
        environment.Reset([0, 1, 2], [subject.Seed(0), subject.Seed(1), subject.Seed(2)]);
        var before = new Trace();
        before.Add(environment, 0, default);
        before.Add(environment, 2, default);
        environment.Reset([1], [subject.Seed(3)]);
        var after = new Trace();
        after.Add(environment, 0, default);
        after.Add(environment, 2, default);
        subject.Require(before.Difference(after) is null, $"resetting one copy changes another: {before.Difference(after)}");
    }

    private static float[] Observation(IVectorEnvironment environment, int copy)
    {
        int size = environment.Descriptor.ObservationSize;
        float[] all = new float[environment.Count * size];
        environment.CopyObservations(all);
        return all[(copy * size)..((copy + 1) * size)];
    }
}
