using System.Collections.Immutable;
using BitRL.Contracts.Environments;

namespace BitRL.Envs.Classic;

/// <summary>
/// Identity-v0: each step shows a number and rewards the action of that number. There is nothing to explore and nothing to remember, so a
/// learner that fails here is broken. Episodes never terminate; they are truncated.
/// </summary>
/// <param name="Number">The number shown, 0 … <see cref="Numbers"/> − 1.</param>
/// <param name="Random">Draws the numbers to come.</param>
internal readonly record struct IdentityState(int Number, EpisodeRandom Random) : IClassicState<IdentityState, IdentityObservation>
{
    /// <summary>How many numbers, and actions, there are.</summary>
    public const int Numbers = 4;

    private const int Steps = 32;

    public static EnvironmentDescriptor Descriptor { get; } = new()
    {
        Id = "Identity-v0",
        Description = "Answer a number with the action of that number: every learner must learn it",
        Actions = ActionSpace.Discrete(Numbers),
        Schema = IdentityObservation.Schema,
        ObservationSize = Numbers,
        MaxEpisodeSteps = Steps,
        RewardThreshold = 0.95 * Steps,
    };

    public static ImmutableArray<string> ActionNames { get; } = [.. Enumerable.Range(0, Numbers).Select(number => $"answer_{number}")];

    public static double SecondsPerStep => 0;

    public static IdentityState Start(EpisodeRandom random) => Draw(random);

    public IdentityState Step(int action, out double reward, out bool terminated)
    {
        reward = action == Number ? 1 : 0;
        terminated = false;
        return Draw(Random);
    }

    public void CopyTo(Span<float> destination)
    {
        destination.Clear();
        destination[Number] = 1;
    }

    public void Draw(ISceneWriter scene)
    {
        scene.View(0, 0, 2, 1);
        scene.Text(0.1, 0.15, 0.7, $"{Number}", SceneColor.Foreground);
        scene.Circle(1.4, 0.5, 0.1 + (0.1 * Number), SceneColor.Accent);
    }

    public IdentityObservation Observe() => new(Number);

    private static IdentityState Draw(EpisodeRandom random)
    {
        int number = random.Index(Numbers);
        return new IdentityState(number, random);
    }
}
