using BitRL.Cli.Composition;

namespace BitRL.Cli.Checks;

/// <summary>Tests any environment for what a learner needs of it.</summary>
internal static class EnvironmentChecker
{
    private static readonly (string Name, Action<CheckSubject> Run)[] Checks =
    [
        ("descriptor", DescriptorCheck.Run),
        ("actions", ActionsCheck.Run),
        ("observations", ObservationsCheck.Run),
        ("text", TextCheck.Run),
        ("determinism", DeterminismCheck.Run),
        ("episodes", EpisodesCheck.Run),
        ("abilities", AbilitiesCheck.Run),
        ("allocation", AllocationCheck.Run),
    ];

    /// <summary>Runs all checks; a check that an exception ends is a problem, and the others still run.</summary>
    /// <param name="source">The environment.</param>
    /// <param name="seed">Of episodes and actions.</param>
    /// <param name="time">The clock.</param>
    /// <param name="measuring">How long to measure its speed.</param>
    /// <param name="cancellation">Stops early.</param>
    /// <exception cref="CommandException">The environment refuses its settings.</exception>
    public static CheckReport Run(EnvironmentSource source, ulong seed, TimeProvider time, TimeSpan measuring, CancellationToken cancellation)
    {
        var subject = new CheckSubject(source, seed, cancellation);
        foreach (var (name, run) in Checks)
        {
            cancellation.ThrowIfCancellationRequested();
            Guard(subject, name, run);
        }

        double speed = double.NaN;
        Guard(subject, "throughput", s => speed = Throughput.Measure(s, time, measuring));
        return new CheckReport([.. Checks.Select(check => check.Name), "throughput"], subject.Problems, speed);
    }

    private static void Guard(CheckSubject subject, string name, Action<CheckSubject> run)
    {
        subject.Check = name;
        try
        {
            run(subject);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or CommandException))
        {
            subject.Report($"threw {failure.GetType().Name}: {failure.Message}");
        }
    }
}
