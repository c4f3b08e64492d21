using System.Collections.Immutable;
using BitRL.Contracts.Environments;

namespace BitRL.Envs.Classic;

/// <summary>MountainCar-v0: an underpowered car between two hills must rock itself up to the flag on the right one.</summary>
/// <param name="X">Position, −1.2 … 0.6.</param>
/// <param name="V">Velocity a step, within ±0.07.</param>
internal readonly record struct MountainCarState(double X, double V)
    : IClassicState<MountainCarState, MountainCarObservation>, IRecordedState<MountainCarState>
{
    private const double Push = 0.001;
    private const double Slope = 0.0025;
    private const double MaxSpeed = 0.07;
    private const double LeftWall = -1.2;
    private const double RightWall = 0.6;
    private const double Goal = 0.5;

    /// <summary>Hundredths in one unit: the text gives velocities in hundredths a step.</summary>
    private const double Hundredths = 100;

    public static EnvironmentDescriptor Descriptor { get; } = new()
    {
        Id = "MountainCar-v0",
        Description = "Rock a weak car out of a valley",
        Actions = ActionSpace.Discrete(3),
        Schema = MountainCarObservation.Schema,
        ObservationSize = 2,
        MaxEpisodeSteps = 200,
        RewardThreshold = -110,
    };

    public static ImmutableArray<string> ActionNames { get; } = ["push_left", "coast", "push_right"];

    // The world has no unit of time; the original shows 30 steps a second.
    public static double SecondsPerStep => 1.0 / 30;

    public static int Size => 2;

    public static ImmutableArray<ReplayQuantity> ReplayQuantities { get; } = ReplayNames.Quantities(firstObservation: 0, growth: 1e-12, steps: 200);

    public static MountainCarState FromNumbers(ReadOnlySpan<double> numbers) => new(numbers[0], numbers[1]);

    public static MountainCarState Start(EpisodeRandom random) => new(random.Uniform(-0.6, -0.4), 0);

    public MountainCarState Step(int action, out double reward, out bool terminated)
    {
        double velocity = V + ((action - 1) * Push) - (Slope * Math.Cos(3 * X));
        velocity = Math.Clamp(velocity, -MaxSpeed, MaxSpeed);
        double position = Math.Clamp(X + velocity, LeftWall, RightWall);
        if (position == LeftWall && velocity < 0)
        {
            velocity = 0;
        }

        reward = -1;
        terminated = position >= Goal && velocity >= 0;
        return new MountainCarState(position, velocity);
    }

    public void CopyTo(Span<float> destination)
    {
        destination[0] = (float)X;
        destination[1] = (float)V;
    }

    public void CopyNumbers(Span<double> destination)
    {
        destination[0] = X;
        destination[1] = V;
    }

    public void Draw(ISceneWriter scene) => MountainCarPicture.Draw(X, scene);

    public MountainCarObservation Observe() => new(X, V * Hundredths);
}
