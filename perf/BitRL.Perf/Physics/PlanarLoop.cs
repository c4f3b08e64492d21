using BitRL.Contracts.Environments;
using BitRL.Envs.MuJoCo;
using BitRL.Envs.MuJoCo.Planar;

namespace BitRL.Perf.Physics;

/// <summary>One copy of a task on the planar engine under random actions: what mujoco_loop.c does, plus the observation.</summary>
internal sealed class PlanarLoop : IDisposable
{
    private readonly RobotCopy _copy;
    private readonly float[] _action;
    private EpisodeRandom _random = new(1);
    private ulong _episode;

    public PlanarLoop(RobotTask task)
    {
        _copy = new RobotCopy(task, new PlanarSimulation(new PlanarModel(task.Model)));
        _action = new float[task.Descriptor.Actions.Size];
    }

    /// <summary>CPU time of a step, all threads of the process counted.</summary>
    public double Microseconds(int steps)
    {
        _copy.Reset(_episode++);
        TimeSpan before = Environment.CpuUsage.TotalTime;
        for (int t = 0; t < steps; t++)
        {
            for (int i = 0; i < _action.Length; i++)
            {
                _action[i] = (float)_random.Uniform(-1, 1);
            }

            StepResult result = _copy.Step(_action);
            if (result.IsDone)
            {
                _copy.Reset(_episode++);
            }
        }

        return (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / steps;
    }

    public void Dispose() => _copy.Dispose();
}
