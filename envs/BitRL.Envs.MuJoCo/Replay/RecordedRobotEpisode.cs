using BitRL.Contracts.Environments;

namespace BitRL.Envs.MuJoCo;

/// <summary>Replays one recording in a copy.</summary>
internal sealed class RecordedRobotEpisode(RobotCopy copy, RobotRecording recording) : IRecordedEpisode
{
    public string Name => recording.Label is { } label ? $"trajectory {recording.Trajectory} ({label})" : $"trajectory {recording.Trajectory}";

    public int Steps => recording.Actions.Length;

    public bool HoldsEveryState => true;

    public void Restart(int step, IReplayComparison comparison)
    {
        (double[] positions, double[] velocities) = step == 0 ? (recording.InitQpos, recording.InitQvel) : (recording.Qpos[step - 1], recording.Qvel[step - 1]);
        copy.Restore(positions, velocities, step);
        if (step == 0 && recording.InitObs is { } first)
        {
            comparison.Compare(RobotReplayNames.FirstObservation, first, copy.Observation);
        }
    }

    public void Step(int step, IReplayComparison comparison)
    {
        if (!copy.IsRunning)
        {
            copy.Resume(step); // past an end, where the recording goes on
        }

        StepResult result = copy.Step(recording.Actions[step]);
        comparison.Compare(RobotReplayNames.Positions, recording.Qpos[step], copy.Physics.Positions);
        comparison.Compare(RobotReplayNames.Velocities, recording.Qvel[step], copy.Physics.Velocities);
        if (recording.Obs is { } observations)
        {
            comparison.Compare(RobotReplayNames.Observation, observations[step], copy.Observation);
        }

        Compare(RobotReplayNames.Reward, recording.Reward, result.Reward);
        Compare(RobotReplayNames.ForwardReward, recording.ForwardReward, copy.ForwardReward);
        Compare(RobotReplayNames.ControlCost, recording.CtrlCost, copy.ControlCost);
        CompareFlag(RobotReplayNames.IsHealthy, recording.IsHealthy, copy.IsHealthy);
        CompareFlag(RobotReplayNames.Terminated, recording.Terminated, result.Terminated);
        CompareCount(RobotReplayNames.Contacts, recording.Ncon, copy.Physics.ContactCount);
        CompareCount(RobotReplayNames.ConstraintRows, recording.Nefc, copy.Physics.ConstraintCount);

        void Compare(string name, double[]? recorded, double value)
        {
            if (recorded is not null)
            {
                comparison.Compare(name, [recorded[step]], [value]);
            }
        }

        void CompareFlag(string name, bool[]? recorded, bool value)
        {
            if (recorded is not null)
            {
                comparison.Compare(name, [recorded[step] ? 1 : 0], [value ? 1 : 0]);
            }
        }

        void CompareCount(string name, int[]? recorded, int value)
        {
            if (recorded is not null)
            {
                comparison.Compare(name, [(double)recorded[step]], [(double)value]);
            }
        }
    }
}
