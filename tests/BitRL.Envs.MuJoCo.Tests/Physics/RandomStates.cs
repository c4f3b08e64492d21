using BitRL.Envs.MuJoCo.Planar;

namespace BitRL.Envs.MuJoCo.Tests.Physics;

/// <summary>States as a learner meets them and worse: some steps of wild actions after a noisy start, then a push.</summary>
internal static class RandomStates
{
    public static (double[] Positions, double[] Velocities) Next(RobotTask task, PlanarSimulation simulation, ref EpisodeRandom random)
    {
        double[] positions = [.. task.Model.Joints.Select(j => j.Reference)];
        double[] velocities = new double[positions.Length];
        for (int i = 0; i < positions.Length; i++)
        {
            positions[i] += random.Uniform(-0.2, 0.2);
            velocities[i] = random.Uniform(-1, 1);
        }

        simulation.SetState(positions, velocities);
        double[] controls = new double[task.Descriptor.Actions.Size];
        int steps = (int)random.Uniform(0, 60);
        for (int t = 0; t < steps; t++)
        {
            for (int i = 0; i < controls.Length; i++)
            {
                controls[i] = random.Uniform(-1, 1);
            }

            simulation.Step(controls, task.FrameSkip);
        }

        velocities = [.. simulation.Velocities];
        for (int i = 0; i < velocities.Length; i++)
        {
            velocities[i] += random.Uniform(-1, 1);
        }

        return ([.. simulation.Positions], velocities);
    }
}
