using BitRL.Contracts.Environments;

namespace BitRL.Envs.MuJoCo;

/// <summary>HalfCheetah-v4: run forwards; nothing ends an episode but its length.</summary>
internal static class HalfCheetahTask
{
    public static RobotTask Value { get; } = new()
    {
        Descriptor = new EnvironmentDescriptor
        {
            Id = "HalfCheetah-v4",
            Description = "Run forwards with a two-legged robot of six motors",
            Actions = RobotActions.Box(6),
            Schema = HalfCheetahObservation.Schema,
            ObservationSize = 17,
            MaxEpisodeSteps = 1000,
            RewardThreshold = 4800,
        },
        ModelName = "HalfCheetah",
        FrameSkip = 5,
        ControlCostWeight = 0.1,
        PositionNoise = 0.1,
        VelocityNoise = 0.1,
        IsVelocityNoiseNormal = true,
        FreeRunning = (20, 1e-7), // chaotic: 1e-14 grows to 9e-9
    };
}
