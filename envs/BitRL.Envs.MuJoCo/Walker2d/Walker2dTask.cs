using BitRL.Contracts.Environments;

namespace BitRL.Envs.MuJoCo;

/// <summary>Walker2d-v4: walk forwards on two legs without falling.</summary>
internal static class Walker2dTask
{
    public static RobotTask Value { get; } = new()
    {
        Descriptor = new EnvironmentDescriptor
        {
            Id = "Walker2d-v4",
            Description = "Walk forwards on two legs of three motors each",
            Actions = RobotActions.Box(6),
            Schema = Walker2dObservation.Schema,
            ObservationSize = 17,
            MaxEpisodeSteps = 1000,
        },
        ModelName = "Walker2d",
        FrameSkip = 4,
        ControlCostWeight = 0.001,
        HealthyReward = 1,
        Health = new HealthRange(0.8, 2, 1, double.PositiveInfinity),
        ObservedVelocity = 10,
        PositionNoise = 0.005,
        VelocityNoise = 0.005,
        FreeRunning = (200, 1e-8), // 1e-14 grows to 4e-10
    };
}
