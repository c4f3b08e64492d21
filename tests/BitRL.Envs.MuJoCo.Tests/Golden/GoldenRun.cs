using BitRL.Contracts.Environments;
using BitRL.Envs.MuJoCo.Tests.Physics;
using Shouldly;

namespace BitRL.Envs.MuJoCo.Tests.Golden;

/// <summary>Takes a copy of a task, over whichever engine, through all that was recorded.</summary>
internal static class GoldenRun
{
    private const double PositionTolerance = 1e-10;
    private const double VelocityTolerance = 1e-8;

    public static void OneStepAtATime(RobotCopy copy, string robot)
    {
        int steps = 0;
        foreach (GoldenTrajectory trajectory in GoldenFiles.Trajectories(robot + "-v4"))
        {
            (double[] positions, double[] velocities) = (trajectory.InitQpos, trajectory.InitQvel);
            copy.Restore(positions, velocities, 0);
            Near.Difference(copy.Observation, trajectory.InitObs).ShouldBe(0);
            for (int t = 0; t < trajectory.Actions.Length; t++)
            {
                copy.Restore(positions, velocities, t);
                StepResult result = copy.Step([.. trajectory.Actions[t].Select(a => (float)a)]);
                string at = $"trajectory {trajectory.Trajectory} ({trajectory.Label}), step {t}";
                Check(copy, result, trajectory, t, PositionTolerance, VelocityTolerance, TestPhysics.Task(robot).SecondsPerStep, at);
                copy.Physics.ContactCount.ShouldBe(trajectory.Ncon[t], at);
                copy.Physics.ConstraintCount.ShouldBe(trajectory.Nefc[t], at);
                (positions, velocities) = (trajectory.Qpos[t], trajectory.Qvel[t]);
                steps++;
            }
        }

        steps.ShouldBe(2800);
    }

    /// <summary>Rounding differences grow with the dynamics, as ENVIRONMENTS.md measured: the bounds are ten times that.</summary>
    public static void Free(RobotCopy copy, string robot)
    {
        RobotTask task = TestPhysics.Task(robot);
        foreach (GoldenTrajectory trajectory in GoldenFiles.Trajectories(robot + "-v4"))
        {
            copy.Restore(trajectory.InitQpos, trajectory.InitQvel, 0);
            for (int t = 0; t < Math.Min(task.FreeRunning.Steps, trajectory.Actions.Length); t++)
            {
                if (!copy.IsRunning)
                {
                    copy.Resume(t); // past an end, where the recording goes on
                }

                StepResult result = copy.Step([.. trajectory.Actions[t].Select(a => (float)a)]);
                string at = $"trajectory {trajectory.Trajectory} ({trajectory.Label}), step {t}";
                Check(copy, result, trajectory, t, task.FreeRunning.Error, task.FreeRunning.Error, task.SecondsPerStep, at);
            }
        }
    }

    private static void Check(RobotCopy copy, StepResult result, GoldenTrajectory trajectory, int t, double position, double velocity, double seconds, string at)
    {
        Near.Difference(copy.Physics.Positions, trajectory.Qpos[t]).ShouldBeLessThanOrEqualTo(position, at);
        Near.Difference(copy.Physics.Velocities, trajectory.Qvel[t]).ShouldBeLessThanOrEqualTo(velocity, at);
        Near.Difference(copy.Observation, trajectory.Obs[t]).ShouldBeLessThanOrEqualTo(Math.Max(position, velocity), at);
        double forward = 2 * position / seconds;
        copy.ForwardReward.ShouldBe(trajectory.ForwardReward[t], forward, at);
        copy.ControlCost.ShouldBe(trajectory.CtrlCost[t], 1e-15, at);
        result.Reward.ShouldBe(trajectory.Reward[t], forward, at);
        copy.IsHealthy.ShouldBe(trajectory.IsHealthy[t], at);
        result.Terminated.ShouldBe(trajectory.Terminated[t], at);
        result.Truncated.ShouldBeFalse(at);
    }
}
