using System.Collections.Immutable;
using BitRL.Contracts.Environments;

namespace BitRL.Envs.Classic;

/// <summary>CartPole-v1: a cart on a frictionless track carries a pole on a free joint; keep the pole upright.</summary>
/// <param name="X">Cart position, m.</param>
/// <param name="V">Cart velocity, m/s.</param>
/// <param name="Angle">Pole angle from the vertical, positive to the right, rad.</param>
/// <param name="AngularVelocity">rad/s.</param>
internal readonly record struct CartPoleState(double X, double V, double Angle, double AngularVelocity)
    : IClassicState<CartPoleState, CartPoleObservation>, IRecordedState<CartPoleState>
{
    private const double Gravity = 9.8;
    private const double PoleMass = 0.1;
    private const double TotalMass = 1.0 + PoleMass;
    private const double HalfLength = 0.5;
    private const double PoleMassLength = PoleMass * HalfLength;
    private const double Force = 10;
    private const double Seconds = 0.02;
    private const double MaxX = 2.4;
    private const double MaxAngle = 12 * 2 * Math.PI / 360;
    private const double StartRange = 0.05;

    public static EnvironmentDescriptor Descriptor { get; } = new()
    {
        Id = "CartPole-v1",
        Description = "Keep a pole upright on a cart by pushing left or right",
        Actions = ActionSpace.Discrete(2),
        Schema = CartPoleObservation.Schema,
        ObservationSize = 4,
        MaxEpisodeSteps = 500,
        RewardThreshold = 475,
    };

    public static ImmutableArray<string> ActionNames { get; } = ["push_left", "push_right"];

    public static double SecondsPerStep => Seconds;

    public static int Size => 4;

    // The balanced episodes are unstable without a policy that reacts: 1e-16 becomes 2e-11 in 200 steps and 0.2 in 500. Ten times the first.
    public static ImmutableArray<ReplayQuantity> ReplayQuantities { get; } = ReplayNames.Quantities(firstObservation: 0, growth: 2e-10, steps: 200);

    public static CartPoleState FromNumbers(ReadOnlySpan<double> numbers) => new(numbers[0], numbers[1], numbers[2], numbers[3]);

    public static CartPoleState Start(EpisodeRandom random) => new(
        random.Uniform(-StartRange, StartRange),
        random.Uniform(-StartRange, StartRange),
        random.Uniform(-StartRange, StartRange),
        random.Uniform(-StartRange, StartRange));

    public CartPoleState Step(int action, out double reward, out bool terminated)
    {
        double force = action == 1 ? Force : -Force;
        (double sin, double cos) = (Math.Sin(Angle), Math.Cos(Angle));
        double push = (force + (PoleMassLength * AngularVelocity * AngularVelocity * sin)) / TotalMass;
        double angularAcceleration =
            ((Gravity * sin) - (cos * push)) / (HalfLength * ((4.0 / 3.0) - (PoleMass * cos * cos / TotalMass)));
        double acceleration = push - (PoleMassLength * angularAcceleration * cos / TotalMass);

        // Explicit Euler: every derivative is taken at the old state.
        CartPoleState next = new(
            X + (Seconds * V),
            V + (Seconds * acceleration),
            Angle + (Seconds * AngularVelocity),
            AngularVelocity + (Seconds * angularAcceleration));
        reward = 1;
        terminated = Math.Abs(next.X) > MaxX || Math.Abs(next.Angle) > MaxAngle;
        return next;
    }

    public void CopyTo(Span<float> destination)
    {
        destination[0] = (float)X;
        destination[1] = (float)V;
        destination[2] = (float)Angle;
        destination[3] = (float)AngularVelocity;
    }

    public void CopyNumbers(Span<double> destination)
    {
        destination[0] = X;
        destination[1] = V;
        destination[2] = Angle;
        destination[3] = AngularVelocity;
    }

    public void Draw(ISceneWriter scene)
    {
        const double halfCart = 0.25;
        const double pivot = 0.24;
        scene.View(-MaxX - 0.4, -0.3, MaxX + 0.4, 1.5);
        scene.Line(-MaxX, 0, MaxX, 0, 0.04, SceneColor.Ground);
        scene.Line(-MaxX, 0, -MaxX, 0.15, 0.04, SceneColor.Ground);
        scene.Line(MaxX, 0, MaxX, 0.15, 0.04, SceneColor.Ground);
        scene.Polygon([X - halfCart, 0.06, X + halfCart, 0.06, X + halfCart, pivot + 0.04, X - halfCart, pivot + 0.04], SceneColor.Foreground);
        scene.Circle(X - 0.15, 0.06, 0.06, SceneColor.Muted);
        scene.Circle(X + 0.15, 0.06, 0.06, SceneColor.Muted);
        scene.Line(X, pivot, X + (2 * HalfLength * Math.Sin(Angle)), pivot + (2 * HalfLength * Math.Cos(Angle)), 0.08, SceneColor.Accent);
        scene.Circle(X, pivot, 0.05, SceneColor.Background);
    }

    public CartPoleObservation Observe() => new(X, V, Angle, AngularVelocity);
}
