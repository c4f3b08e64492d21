using BitRL.Envs.MuJoCo.Native;
using BitRL.Envs.MuJoCo.Planar;
using BitRL.Envs.MuJoCo.Tests.Golden;
using BitRL.Envs.MuJoCo.Tests.Physics;
using Shouldly;

namespace BitRL.Envs.MuJoCo.Tests.Native;

/// <summary>The real library under our models and our rules.</summary>
public sealed class NativeGoldenTests
{
    [TheoryWithMuJoCo]
    [InlineData("HalfCheetah")]
    [InlineData("Hopper")]
    [InlineData("Walker2d")]
    public void EachStepFromARecordedStateIsTheOriginals(string robot)
    {
        RobotTask task = TestPhysics.Task(robot);
        using RobotCopy copy = new(task, new MuJoCoSimulation(task.Xml));
        GoldenRun.OneStepAtATime(copy, robot);
    }

    [TheoryWithMuJoCo]
    [InlineData("HalfCheetah")]
    [InlineData("Hopper")]
    [InlineData("Walker2d")]
    public void RunningFreeStaysWithTheOriginal(string robot)
    {
        RobotTask task = TestPhysics.Task(robot);
        using RobotCopy copy = new(task, new MuJoCoSimulation(task.Xml));
        GoldenRun.Free(copy, robot);
    }

    /// <summary>States that nobody recorded: a run under violent actions from noisy starts, each state taken by both engines.</summary>
    [TheoryWithMuJoCo]
    [InlineData("HalfCheetah")]
    [InlineData("Hopper")]
    [InlineData("Walker2d")]
    public void PlanarAndMuJoCoTakeTheSameStepFromAThousandFreshStates(string robot)
    {
        RobotTask task = TestPhysics.Task(robot);
        using MuJoCoSimulation library = new(task.Xml);
        using PlanarSimulation planar = TestPhysics.Planar(robot);
        EpisodeRandom random = new(20_261_123);
        double[] controls = new double[task.Descriptor.Actions.Size];
        int contacts = 0;
        for (int state = 0; state < 1000; state++)
        {
            (double[] positions, double[] velocities) = RandomStates.Next(task, planar, ref random);
            for (int i = 0; i < controls.Length; i++)
            {
                controls[i] = random.Uniform(-1.5, 1.5);
            }

            planar.SetState(positions, velocities);
            library.SetState(positions, velocities);
            planar.Step(controls, task.FrameSkip).ShouldBe(library.Step(controls, task.FrameSkip), $"state {state}");
            Near.Difference(planar.Positions, library.Positions).ShouldBeLessThanOrEqualTo(1e-10, $"state {state}");
            Near.Difference(planar.Velocities, library.Velocities).ShouldBeLessThanOrEqualTo(1e-8, $"state {state}");
            planar.ContactCount.ShouldBe(library.ContactCount, $"state {state}");
            planar.ConstraintCount.ShouldBe(library.ConstraintCount, $"state {state}");
            contacts += planar.ContactCount;
        }

        contacts.ShouldBeGreaterThan(500, "states in the air prove little");
    }

    [TheoryWithMuJoCo]
    [InlineData("HalfCheetah")]
    [InlineData("Hopper")]
    [InlineData("Walker2d")]
    public void BodiesLieInTheSamePlacesInBoth(string robot)
    {
        RobotTask task = TestPhysics.Task(robot);
        using MuJoCoSimulation library = new(task.Xml);
        using PlanarSimulation planar = TestPhysics.Planar(robot);
        EpisodeRandom random = new(3);
        (double[] positions, double[] velocities) = RandomStates.Next(task, planar, ref random);
        planar.SetState(positions, velocities);
        library.SetState(positions, velocities);
        planar.UpdatePlaces();
        library.UpdatePlaces();
        for (int body = 0; body < task.Model.Bodies.Length; body++)
        {
            (double x, double z, double angle) = planar.Place(body);
            (double otherX, double otherZ, double otherAngle) = library.Place(body);
            x.ShouldBe(otherX, 1e-12);
            z.ShouldBe(otherZ, 1e-12);
            Math.IEEERemainder(angle - otherAngle, 2 * Math.PI).ShouldBe(0, 1e-12);
        }
    }

    [TheoryWithMuJoCo]
    [InlineData("HalfCheetah")]
    [InlineData("Hopper")]
    [InlineData("Walker2d")]
    public void ABreakdownIsSeenAndLeavesNothingBehind(string robot)
    {
        RobotTask task = TestPhysics.Task(robot);
        using MuJoCoSimulation library = new(task.Xml);
        BreakdownTests.BreaksDownAndRecovers(task, library);
    }
}
