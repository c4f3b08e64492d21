using System.Collections.Immutable;
using BitRL.Contracts.Environments;

namespace BitRL.Envs.MuJoCo;

/// <summary>What a replay of a robot compares, under the names of the recordings.</summary>
internal static class RobotReplayNames
{
    public const string FirstObservation = "init_obs";
    public const string Positions = "qpos";
    public const string Velocities = "qvel";
    public const string Observation = "obs";
    public const string Reward = "reward";
    public const string ForwardReward = "forward_reward";
    public const string ControlCost = "ctrl_cost";
    public const string IsHealthy = "is_healthy";
    public const string Terminated = "terminated";
    public const string Contacts = "ncon";
    public const string ConstraintRows = "nefc";

    /// <summary>One environment step from the same state, in m and rad and per second of these. Measured: below 2e-14 and 2e-12.</summary>
    private const double PositionStep = 1e-10;
    private const double VelocityStep = 1e-8;

    /// <summary>The original squares and adds actions in single precision.</summary>
    private const double CostRounding = 1e-8;

    /// <summary>The quantities of a task.</summary>
    public static ImmutableArray<ReplayQuantity> Quantities(RobotTask task)
    {
        (int steps, double error) = task.FreeRunning;

        // Forward reward is a difference of two positions over the time of a step.
        double stepReward = 2 * PositionStep / task.SecondsPerStep;
        double freeReward = 2 * error / task.SecondsPerStep;
        return
        [
            new(FirstObservation, 0, 0),
            Quantity(Positions, PositionStep, error),
            Quantity(Velocities, VelocityStep, error),
            Quantity(Observation, VelocityStep, error),
            Quantity(Reward, stepReward + CostRounding, freeReward + CostRounding),
            Quantity(ForwardReward, stepReward, freeReward),
            Quantity(ControlCost, CostRounding, CostRounding),
            Quantity(IsHealthy, 0, 0),
            Quantity(Terminated, 0, 0),
            Quantity(Contacts, 0, 0),
            Quantity(ConstraintRows, 0, 0),
        ];

        ReplayQuantity Quantity(string name, double step, double free) => new(name, step, free) { FreeRunningSteps = steps };
    }
}
