using BitRL.Contracts.Environments;

namespace BitRL.Cli.Checks;

/// <summary>The action space is what it says: everything in it is taken, everything else is refused and changes nothing.</summary>
internal static class ActionsCheck
{
    public static void Run(CheckSubject subject)
    {
        using var environment = subject.Create(1);
        var space = environment.Descriptor.Actions;
        if (space.IsDiscrete)
        {
            CheckChoices(subject, environment, space);
        }
        else
        {
            CheckBox(subject, environment, space);
        }

        CheckRefusal(subject, environment, [float.NaN, .. new float[space.Size - 1]], "NaN");
        CheckRefusal(subject, environment, new float[space.Size + 1], "an action too long by 1");
        CheckRefusal(subject, environment, [], "no action");
    }

    private static void CheckChoices(CheckSubject subject, IVectorEnvironment environment, ActionSpace space)
    {
        environment.Reset([0], [subject.Seed(0)]);
        int count = environment is IVariableActions variable ? variable.CountActions(0) : space.Choices;
        for (int choice = 0; choice < Math.Min(count, space.Choices); choice++)
        {
            Take(subject, environment, [choice], $"choice {choice}");
        }

        CheckRefusal(subject, environment, [count], $"choice {count} of {count}");
        CheckRefusal(subject, environment, [-1], "choice -1");
        CheckRefusal(subject, environment, [0.5f], "choice 0.5");
    }

    private static void CheckBox(CheckSubject subject, IVectorEnvironment environment, ActionSpace space)
    {
        Take(subject, environment, [.. space.Low], "the lower bounds");
        Take(subject, environment, [.. space.High], "the upper bounds");
        Take(subject, environment, [.. space.High.Select(bound => (2 * Math.Abs(bound)) + 1)], "a vector outside of the box, which must be clipped,");
    }

    private static void Take(CheckSubject subject, IVectorEnvironment environment, float[] action, string what)
    {
        environment.Reset([0], [subject.Seed(0)]);
        var result = new StepResult[1];
        try
        {
            environment.Step(action, result);
            subject.Require(double.IsFinite(result[0].Reward), $"{what} gives the reward {result[0].Reward}");
        }
        catch (ArgumentException refused)
        {
            subject.Report($"{what} is refused: {refused.Message}");
        }
    }

    /// <summary>A refused action must be answered by <see cref="ArgumentException"/> and leave the copy where it was.</summary>
    private static void CheckRefusal(CheckSubject subject, IVectorEnvironment environment, float[] action, string what)
    {
        environment.Reset([0], [subject.Seed(0)]);
        float[] before = Observation(environment);
        try
        {
            environment.Step(action, new StepResult[1]);
            subject.Report($"{what} is taken; it must be refused with {nameof(ArgumentException)}");
        }
        catch (ArgumentException)
        {
            subject.Require(before.AsSpan().SequenceEqual(Observation(environment)), $"{what} is refused, but the state has changed");
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            subject.Report($"{what} throws {failure.GetType().Name}; it must be refused with {nameof(ArgumentException)}");
        }
    }

    private static float[] Observation(IVectorEnvironment environment)
    {
        float[] values = new float[environment.Descriptor.ObservationSize];
        environment.CopyObservations(values);
        return values;
    }
}
