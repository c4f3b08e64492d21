using BitRL.Contracts.Environments;
using BitRL.Envs.MuJoCo.Tests.Golden;
using Shouldly;

namespace BitRL.Envs.MuJoCo.Tests.Physics;

public sealed class BreakdownTests
{
    [Theory]
    [InlineData("HalfCheetah")]
    [InlineData("Hopper")]
    [InlineData("Walker2d")]
    public void ABreakdownIsSeenAndLeavesNothingBehind(string robot)
    {
        using IRobotPhysics physics = TestPhysics.Planar(robot);
        BreaksDownAndRecovers(TestPhysics.Task(robot), physics);
    }

    [Theory]
    [InlineData(1e9)]
    [InlineData(1e200)]
    [InlineData(double.NaN)]
    public void AnEpisodeThatBreaksDownIsCutOffInTheStateBefore(double velocity)
    {
        using RobotEnvironment<HalfCheetahObservation> environment = new([TestPhysics.Planar("HalfCheetah"), TestPhysics.Planar("HalfCheetah")], 1);
        environment.Reset([0, 1], [7, 8]);
        double[] positions = new double[9];
        double[] velocities = [0, 0, 0, velocity, 0, 0, 0, 0, 0];
        environment.Copies[1].Restore(positions, velocities, 5);
        StepResult[] results = new StepResult[2];
        environment.Step(new float[12], results);

        results[0].IsDone.ShouldBeFalse();
        results[1].ShouldBe(new StepResult(0, Terminated: false, Truncated: true));
        environment.Copies[1].Physics.Positions.ToArray().ShouldBe(positions);
        environment.TakeWarning().ShouldNotBeNull().ShouldContain("copy 1 broke down");
        environment.TakeWarning().ShouldBeNull();
        environment.Reset([1], [9]);
        environment.Step(new float[12], results);
        results[1].IsDone.ShouldBeFalse();
        environment.TakeWarning().ShouldBeNull();
    }

    internal static void BreaksDownAndRecovers(RobotTask task, IRobotPhysics physics)
    {
        double[] positions = [.. task.Model.Joints.Select(j => j.Reference)];
        double[] velocities = new double[positions.Length];
        double[] controls = new double[task.Descriptor.Actions.Size];
        physics.SetState(positions, velocities);
        physics.Step(controls, 3).ShouldBeTrue();
        double[] after = [.. physics.Positions];

        velocities[3] = 3e9;
        physics.SetState(positions, velocities);
        physics.Step(controls, 50).ShouldBeFalse();

        velocities[3] = 0;
        physics.SetState(positions, velocities);
        physics.Step(controls, 3).ShouldBeTrue();
        Near.Difference(physics.Positions, after).ShouldBe(0);
    }
}
