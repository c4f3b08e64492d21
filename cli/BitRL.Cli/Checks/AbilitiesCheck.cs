using BitRL.Cli.Drawing;
using BitRL.Contracts.Environments;

namespace BitRL.Cli.Checks;

/// <summary>Optional abilities, where the environment has them: names of actions, drawing, replay, measures, kinds of episodes.</summary>
internal static class AbilitiesCheck
{
    private const int Steps = 50;
    private const int Episodes = 50;

    public static void Run(CheckSubject subject)
    {
        using var environment = subject.Create(1);
        if (environment is IActionNames named)
        {
            int count = environment.Descriptor.Actions.IsDiscrete ? environment.Descriptor.Actions.Choices : environment.Descriptor.Actions.Size;
            subject.Require(named.ActionNames.Length == count, $"it has {named.ActionNames.Length} names for {count} actions");
            RequireUnique(subject, "action", named.ActionNames);
        }

        if (environment is IReplayableEnvironment replayable)
        {
            RequireUnique(subject, "quantity of replays", replayable.ReplayQuantities.Select(quantity => quantity.Name));
            subject.Require(
                replayable.ReplayQuantities.All(quantity => quantity is { StepTolerance: >= 0, FreeRunningTolerance: >= 0, FreeRunningSteps: >= 1 }),
                "a tolerance of its replays is negative or NaN, or no step counts");
        }

        if (environment is IEpisodeMeasures measures)
        {
            RequireUnique(subject, "measure", measures.Measures);
        }

        if (environment is IEpisodeKinds kinds)
        {
            CheckKinds(subject, environment, kinds);
        }

        if (environment is IDrawableEnvironment drawable)
        {
            CheckDrawing(subject, environment, drawable);
        }
    }

    private static void CheckKinds(CheckSubject subject, IVectorEnvironment environment, IEpisodeKinds kinds)
    {
        RequireUnique(subject, "kind of episode", kinds.Kinds);
        for (int episode = 0; episode < Episodes; episode++)
        {
            environment.Reset([0], [subject.Seed(episode)]);
            int kind = kinds.KindOf(0);
            subject.Require(kind >= 0 && kind < kinds.Kinds.Length, $"an episode is of kind {kind}, but it has {kinds.Kinds.Length} kinds");
        }
    }

    private static void CheckDrawing(CheckSubject subject, IVectorEnvironment environment, IDrawableEnvironment drawable)
    {
        subject.Require(drawable.SecondsPerStep >= 0 && double.IsFinite(drawable.SecondsPerStep), $"SecondsPerStep is {drawable.SecondsPerStep}");
        var walk = new RandomWalk(subject, environment, number: 6);
        var scene = new Scene();
        for (int step = 0; step < Steps; step++)
        {
            scene.Clear();
            drawable.Draw(0, scene); // the scene refuses what is not finite
            subject.Require(scene.HasView, "its drawing has no view: View must be called first");
            subject.Require(scene.Shapes.Count > 0, "its drawing has no shape");
            walk.Step();
        }
    }

    private static void RequireUnique(CheckSubject subject, string what, IEnumerable<string> names)
    {
        foreach (var group in names.GroupBy(name => name, StringComparer.Ordinal))
        {
            subject.Require(!string.IsNullOrWhiteSpace(group.Key), $"the name of a {what} is empty");
            subject.Require(group.Count() == 1, $"two have the same name: {what} '{group.Key}'");
        }
    }
}
