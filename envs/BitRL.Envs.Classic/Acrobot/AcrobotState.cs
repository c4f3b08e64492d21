using System.Collections.Immutable;
using BitRL.Contracts.Environments;

namespace BitRL.Envs.Classic;

/// <summary>
/// Acrobot-v1: two links hang from a pivot with a motor between them only; swing the tip above the line one link length over the pivot.
/// </summary>
/// <param name="Angle1">Of the first link, 0 hangs down, rad in [−π, π].</param>
/// <param name="Angle2">Of the second link against the first, rad in [−π, π].</param>
/// <param name="Velocity1">rad/s, within ±4π.</param>
/// <param name="Velocity2">rad/s, within ±9π.</param>
internal readonly record struct AcrobotState(double Angle1, double Angle2, double Velocity1, double Velocity2)
    : IClassicState<AcrobotState, AcrobotObservation>, IRecordedState<AcrobotState>
{
    private const double Seconds = 0.2;
    private const double MaxVelocity1 = 4 * Math.PI;
    private const double MaxVelocity2 = 9 * Math.PI;
    private const double StartRange = 0.1;

    public static EnvironmentDescriptor Descriptor { get; } = new()
    {
        Id = "Acrobot-v1",
        Description = "Swing up a two-link pendulum with a motor at its elbow",
        Actions = ActionSpace.Discrete(3),
        Schema = AcrobotObservation.Schema,
        ObservationSize = 6,
        MaxEpisodeSteps = 500,
        RewardThreshold = -100,
    };

    public static ImmutableArray<string> ActionNames { get; } = ["turn_negative", "rest", "turn_positive"];

    public static double SecondsPerStep => Seconds;

    public static int Size => 4;

    // Chaotic: 1e-16 becomes 2e-6 in 200 steps; ten times that. The original takes the sines of its first observation in single precision.
    public static ImmutableArray<ReplayQuantity> ReplayQuantities { get; } = ReplayNames.Quantities(firstObservation: 6e-8, growth: 2e-5, steps: 200);

    public static AcrobotState FromNumbers(ReadOnlySpan<double> numbers) => new(numbers[0], numbers[1], numbers[2], numbers[3]);

    // The original keeps the initial state in single precision.
    public static AcrobotState Start(EpisodeRandom random) => new(
        (float)random.Uniform(-StartRange, StartRange),
        (float)random.Uniform(-StartRange, StartRange),
        (float)random.Uniform(-StartRange, StartRange),
        (float)random.Uniform(-StartRange, StartRange));

    public AcrobotState Step(int action, out double reward, out bool terminated)
    {
        double torque = action - 1;

        // One classical Runge-Kutta step with the torque held.
        AcrobotState k1 = Derivative(torque);
        AcrobotState k2 = Plus(k1, Seconds / 2).Derivative(torque);
        AcrobotState k3 = Plus(k2, Seconds / 2).Derivative(torque);
        AcrobotState k4 = Plus(k3, Seconds).Derivative(torque);
        AcrobotState next = new(
            Wrap(Blend(Angle1, k1.Angle1, k2.Angle1, k3.Angle1, k4.Angle1)),
            Wrap(Blend(Angle2, k1.Angle2, k2.Angle2, k3.Angle2, k4.Angle2)),
            Math.Clamp(Blend(Velocity1, k1.Velocity1, k2.Velocity1, k3.Velocity1, k4.Velocity1), -MaxVelocity1, MaxVelocity1),
            Math.Clamp(Blend(Velocity2, k1.Velocity2, k2.Velocity2, k3.Velocity2, k4.Velocity2), -MaxVelocity2, MaxVelocity2));
        terminated = -Math.Cos(next.Angle1) - Math.Cos(next.Angle2 + next.Angle1) > 1;
        reward = terminated ? 0 : -1;
        return next;
    }

    public void CopyTo(Span<float> destination)
    {
        destination[0] = (float)Math.Cos(Angle1);
        destination[1] = (float)Math.Sin(Angle1);
        destination[2] = (float)Math.Cos(Angle2);
        destination[3] = (float)Math.Sin(Angle2);
        destination[4] = (float)Velocity1;
        destination[5] = (float)Velocity2;
    }

    public void CopyNumbers(Span<double> destination)
    {
        destination[0] = Angle1;
        destination[1] = Angle2;
        destination[2] = Velocity1;
        destination[3] = Velocity2;
    }

    public void Draw(ISceneWriter scene)
    {
        (double elbowX, double elbowY) = (Math.Sin(Angle1), -Math.Cos(Angle1));
        (double tipX, double tipY) = (elbowX + Math.Sin(Angle1 + Angle2), elbowY - Math.Cos(Angle1 + Angle2));
        scene.View(-2.2, -2.2, 2.2, 2.2);
        scene.Line(-2.2, 1, 2.2, 1, 0.03, SceneColor.Ground); // the tip must pass it
        scene.Line(0, 0, elbowX, elbowY, 0.18, SceneColor.Foreground);
        scene.Line(elbowX, elbowY, tipX, tipY, 0.18, SceneColor.Accent);
        scene.Circle(0, 0, 0.06, SceneColor.Background);
        scene.Circle(elbowX, elbowY, 0.06, SceneColor.Background);
    }

    public AcrobotObservation Observe() =>
        new(Math.Cos(Angle1), Math.Sin(Angle1), Math.Cos(Angle2), Math.Sin(Angle2), Velocity1, Velocity2);

    /// <summary>Time derivative of the four variables, in the "book" form of the equations; link lengths and masses are 1, centres at 0.5, inertias 1.</summary>
    private AcrobotState Derivative(double torque)
    {
        const double gravity = 9.8;
        (double sin2, double cos2) = (Math.Sin(Angle2), Math.Cos(Angle2));
        double d1 = 0.25 + (1.25 + cos2) + 2;
        double d2 = 0.25 + (0.5 * cos2) + 1;
        double phi2 = 0.5 * gravity * Math.Cos(Angle1 + Angle2 - (Math.PI / 2));
        double phi1 = (-0.5 * Velocity2 * Velocity2 * sin2) - (Velocity2 * Velocity1 * sin2)
            + (1.5 * gravity * Math.Cos(Angle1 - (Math.PI / 2))) + phi2;
        double acceleration2 = (torque + (d2 / d1 * phi1) - (0.5 * Velocity1 * Velocity1 * sin2) - phi2) / (1.25 - (d2 * d2 / d1));
        double acceleration1 = -((d2 * acceleration2) + phi1) / d1;
        return new AcrobotState(Velocity1, Velocity2, acceleration1, acceleration2);
    }

    private AcrobotState Plus(in AcrobotState rate, double seconds) => new(
        Angle1 + (seconds * rate.Angle1),
        Angle2 + (seconds * rate.Angle2),
        Velocity1 + (seconds * rate.Velocity1),
        Velocity2 + (seconds * rate.Velocity2));

    private static double Blend(double value, double k1, double k2, double k3, double k4) =>
        value + (Seconds / 6 * (k1 + (2 * k2) + (2 * k3) + k4));

    // By repeated turns, as the original: ±π stay as they are, and the rounding is the same.
    private static double Wrap(double angle)
    {
        while (angle > Math.PI)
        {
            angle -= 2 * Math.PI;
        }

        while (angle < -Math.PI)
        {
            angle += 2 * Math.PI;
        }

        return angle;
    }
}
