namespace BitRL.Cli.Checks;

/// <summary>Stepping, reading and writing allocate nothing, once buffers have grown. Resets may.</summary>
internal static class AllocationCheck
{
    private const int Copies = 4;
    private const int StepsARound = 250;
    private const int Rounds = 4;

    public static void Run(CheckSubject subject)
    {
        using var environment = subject.Create(Copies);
        var walk = new RandomWalk(subject, environment, number: 7);
        var reader = new StateReader(environment);
        long least = long.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            long bytes = 0;
            for (int step = 0; step < StepsARound; step++)
            {
                walk.Prepare();
                long before = GC.GetAllocatedBytesForCurrentThread();
                walk.Act();
                reader.Read();
                bytes += GC.GetAllocatedBytesForCurrentThread() - before;
            }

            least = Math.Min(least, bytes); // the first rounds may grow buffers
        }

        double aStep = (double)least / (StepsARound * Copies);
        subject.Require(least == 0, $"it allocates {aStep:0.#} bytes a step and copy, texts included; reuse buffers");
    }
}
