using BitRL.Envs.MuJoCo.Planar;

namespace BitRL.Envs.MuJoCo.Tests.Physics;

/// <summary>The tasks and engines by name, so that one test body serves all of them.</summary>
internal static class TestPhysics
{
    public static RobotTask Task(string robot) => robot switch
    {
        "HalfCheetah" => HalfCheetahTask.Value,
        "Hopper" => HopperTask.Value,
        "Walker2d" => Walker2dTask.Value,
        _ => throw new ArgumentOutOfRangeException(nameof(robot), robot, "no such robot"),
    };

    public static PlanarSimulation Planar(string robot) => new(new PlanarModel(Task(robot).Model));
}
