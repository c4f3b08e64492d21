namespace BitRL.Cli.Checks;

/// <summary>
/// Stepping, reading and writing allocate nothing, once buffers have grown; resets may. All threads of the process count, so nothing else of it should be at work
/// meanwhile; what a thread allocates after the call that woke it has returned is found in a later one.
/// </summary>
internal static class AllocationCheck
{
    private const int Copies = 4;
    private const int StepsARound = 250;

    // The first ones may grow buffers, and in any of them something else of the process may have been at work.
    private const int MostRounds = 8;

    public static void Run(CheckSubject subject)
    {
        using var environment = subject.Create(Copies);
        var walk = new RandomWalk(subject, environment, number: 7);
        var reader = new StateReader(environment);
        var least = (All: long.MaxValue, Own: 0L);
        for (int round = 0; round < MostRounds && least.All > 0; round++)
        {
            var bytes = (All: 0L, Own: 0L);
            for (int step = 0; step < StepsARound; step++)
            {
                walk.Prepare();
                long all = GC.GetTotalAllocatedBytes(precise: true);
                long own = GC.GetAllocatedBytesForCurrentThread();
                walk.Act();
                reader.Read();
                bytes.Own += GC.GetAllocatedBytesForCurrentThread() - own;
                bytes.All += GC.GetTotalAllocatedBytes(precise: true) - all;
            }

            least = bytes.All < least.All ? bytes : least;
        }

        subject.Require(least.All == 0, $"it allocates {AStep(least.All)} bytes a step and copy, texts included{Elsewhere(least.All - least.Own)}; reuse buffers");
    }

    private static string Elsewhere(long bytes) => bytes > 0 ? $", {AStep(bytes)} of them on other threads" : string.Empty;

    private static string AStep(long bytes) => Rendering.Numbers.Significant((double)bytes / (StepsARound * Copies), 3);
}
