namespace BitRL.Cli.Checks;

/// <summary>How fast the environment is alone: random actions, resets, observation vectors and texts, on one thread of ours.</summary>
internal static class Throughput
{
    private const int Copies = 8;
    private const int StepsARound = 64;
    private const int Rounds = 10;

    /// <summary>Where the compiler has one core, or a share of one, with what it compiles for, it is done after several seconds, at ten times the speed.</summary>
    private const int MostDurations = 10;

    private const double Faster = 1.02;

    /// <summary>Steps of all copies in a second: the best tenth of the time, since other processes only slow it down.</summary>
    /// <param name="subject">What is measured.</param>
    /// <param name="time">Stopwatch.</param>
    /// <param name="duration">How long; as long again for as long as that made it faster, up to ten times.</param>
    public static double Measure(CheckSubject subject, TimeProvider time, TimeSpan duration)
    {
        using var environment = subject.Create(Copies);
        var walk = new RandomWalk(subject, environment, number: 8);
        var reader = new StateReader(environment);
        double best = 0;
        long start = time.GetTimestamp();
        var until = duration;
        while (time.GetElapsedTime(start) < until)
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

            double speed = steps / time.GetElapsedTime(round).TotalSeconds;
            if (speed > best * Faster)
            {
                var more = time.GetElapsedTime(start) + duration;
                until = more < duration * MostDurations ? more : duration * MostDurations;
            }

            best = Math.Max(best, speed);
        }

        return best;
    }
}
