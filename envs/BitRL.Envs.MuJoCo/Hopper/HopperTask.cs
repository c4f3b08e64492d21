using BitRL.Contracts.Environments;

namespace BitRL.Envs.MuJoCo;

/// <summary>Hopper-v4: hop forwards on one leg without falling.</summary>
internal static class HopperTask
{
    public static RobotTask Value { get; } = new()
    {
        Descriptor = new EnvironmentDescriptor
        {
            Id = "Hopper-v4",
            Description = "Hop forwards on one leg of three motors",
            Actions = RobotActions.Box(3),
            Schema = HopperObservation.Schema,
            ObservationSize = 11,
            MaxEpisodeSteps = 1000,
            RewardThreshold = 3800,
        },
        ModelName = "Hopper",
        FrameSkip = 4,
        ControlCostWeight = 0.001,
        HealthyReward = 1,
        Health = new HealthRange(0.7, double.PositiveInfinity, 0.2, 100),
        ObservedVelocity = 10,
        PositionNoise = 0.005,
        VelocityNoise = 0.005,
        FreeRunning = (200, 1e-9), // 1e-14 grows to 9e-12
    };
}
