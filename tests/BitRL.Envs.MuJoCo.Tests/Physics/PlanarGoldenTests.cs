using BitRL.Envs.MuJoCo.Tests.Golden;

namespace BitRL.Envs.MuJoCo.Tests.Physics;

public sealed class PlanarGoldenTests
{
    [Theory]
    [InlineData("HalfCheetah")]
    [InlineData("Hopper")]
    [InlineData("Walker2d")]
    public void EachStepFromARecordedStateIsTheOriginals(string robot)
    {
        using RobotCopy copy = new(TestPhysics.Task(robot), TestPhysics.Planar(robot));
        GoldenRun.OneStepAtATime(copy, robot);
    }

    [Theory]
    [InlineData("HalfCheetah")]
    [InlineData("Hopper")]
    [InlineData("Walker2d")]
    public void RunningFreeStaysWithTheOriginal(string robot)
    {
        using RobotCopy copy = new(TestPhysics.Task(robot), TestPhysics.Planar(robot));
        GoldenRun.Free(copy, robot);
    }
}
