namespace BitRL.Cli.Checks;

/// <summary>How fast the environment is alone: random actions, resets, observation vectors and texts, on one thread of ours.</summary>
internal static class Throughput
{
    private const int Copies = 8;
    private const int StepsARound = 64;
    private const int Rounds = 10;

    /// <summary>Steps of all copies in a second: the best tenth of the time, since other processes only slow it down.</summary>
    public static double Measure(CheckSubject subject, TimeProvider time, TimeSpan duration)
    {
        using var environment = subject.Create(Copies);
        var walk = new RandomWalk(subject, environment, number: 8);
        var reader = new StateReader(environment);
        double best = 0;
        long start = time.GetTimestamp();
        while (time.GetElapsedTime(start) < duration)
        {
            long round = time.GetTimestamp();
            long steps = 0;
            while (time.GetElapsedTime(round) < duration / Rounds)
            {
                for (int i = 0; i < StepsARound; i++)
                {
                    walk.Step();
                    reader.Read();
                }

                steps += StepsARound * Copies;
            }

            best = Math.Max(best, steps / time.GetElapsedTime(round).TotalSeconds);
        }

        return best;
    }
}
