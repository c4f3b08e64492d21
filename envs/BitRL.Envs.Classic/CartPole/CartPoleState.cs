using BitRL.Contracts.Environments;

namespace BitRL.Envs.Classic;

/// <summary>CartPole-v1: a cart on a frictionless track carries a pole on a free joint; keep the pole upright.</summary>
/// <param name="X">Cart position, m.</param>
/// <param name="V">Cart velocity, m/s.</param>
/// <param name="Angle">Pole angle from the vertical, positive to the right, rad.</param>
/// <param name="AngularVelocity">rad/s.</param>
internal readonly record struct CartPoleState(double X, double V, double Angle, double AngularVelocity)
    : IClassicState<CartPoleState, CartPoleObservation>
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

    public CartPoleObservation Observe() => new(X, V, Angle, AngularVelocity);
}
