using BitRL.Envs.MuJoCo.Planar;
using BitRL.Envs.MuJoCo.Tests.Golden;
using Shouldly;

namespace BitRL.Envs.MuJoCo.Tests.Physics;

/// <summary>The parts of one evaluation against what MuJoCo computed in the same state.</summary>
public sealed class StagesTests
{
    private const double Tolerance = 1e-11;

    [Theory]
    [InlineData("HalfCheetah")]
    [InlineData("Hopper")]
    [InlineData("Walker2d")]
    public void InertiaAndForcesAreMuJoCos(string robot) => ForEach(robot, (stages, simulation, at) =>
    {
        TreePose pose = simulation.Dynamics.Pose;
        int size = stages.Qpos.Length;
        for (int k = 0; k < size; k++)
        {
            pose.Inertia.AsSpan(k * pose.Stride, size).ToArray().ShouldBeNear(stages.Inertia[(k * size)..((k + 1) * size)], Tolerance, $"{at}: M row {k}");
        }

        pose.Bias[..size].ShouldBeNear(stages.QfrcBias, Tolerance, at + ": bias");
        double[] smooth = [.. stages.QfrcPassive.Select((passive, k) => passive - stages.QfrcBias[k] + stages.QfrcActuator[k])];
        simulation.Dynamics.Force[..size].ShouldBeNear(smooth, Tolerance, at + ": force");
    });

    [Theory]
    [InlineData("HalfCheetah")]
    [InlineData("Hopper")]
    [InlineData("Walker2d")]
    public void BodiesLieWhereMuJoCoHasThem(string robot) => ForEach(robot, (stages, simulation, at) =>
    {
        for (int body = 0; body < (stages.Xpos.Length / 3) - 1; body++)
        {
            (double x, double z, _) = simulation.Place(body);
            new[] { x, z }.ShouldBeNear([stages.Xpos[(3 * body) + 3], stages.Xpos[(3 * body) + 5]], 1e-13, $"{at}: body {body}");
        }
    });

    /// <summary>MuJoCo lists limits before contacts, as we do; a contact with friction is one of our items and four of its rows.</summary>
    [Theory]
    [InlineData("HalfCheetah")]
    [InlineData("Hopper")]
    [InlineData("Walker2d")]
    public void ConstraintsAreMuJoCos(string robot)
    {
        HashSet<int> kinds = [];
        ForEach(robot, (stages, simulation, at) =>
        {
            ConstraintSet set = simulation.Dynamics.Constraints;
            set.RowCount.ShouldBe(stages.Nefc, at);
            set.Contacts.ShouldBe(stages.Contacts.Length, at);
            int size = stages.Qpos.Length;
            int row = 0;
            for (int c = 0; c < set.Count; c++)
            {
                ref readonly Constraint item = ref set.Active[c];
                double first = FirstTangent(set, c, stages.EfcJacobian.AsSpan(row * size, size));
                (double T, int Row)[] rows = item.HasFriction ? [(first, first > 0 ? 1 : 2), (-first, first > 0 ? 2 : 1), (0, 0), (0, 0)] : [(0, 0)];
                foreach ((double share, int own) in rows)
                {
                    string which = $"{at}: row {row}";
                    kinds.Add(stages.EfcType[row]);
                    double[] jacobian = [.. Enumerable.Range(0, size).Select(k => set.Rows[(2 * c * set.Stride) + k] + (share * set.Rows[(((2 * c) + 1) * set.Stride) + k]))];
                    jacobian.ShouldBeNear(stages.EfcJacobian[(row * size)..((row + 1) * size)], Tolerance, which + " J");
                    item.Distance.ShouldBe(stages.EfcPos[row], 1e-13, which);
                    (1 / item.Weight / stages.EfcRegularizer[row]).ShouldBe(1, 1e-9, which + " R");
                    new[] { item.NormalReference + (share * item.TangentReference) }.ShouldBeNear([stages.EfcAref[row]], Tolerance, which + " aref");
                    new[] { simulation.Dynamics.RowForce(c, own) }.ShouldBeNear([stages.EfcForce[row]], 1e-9, which + " force");
                    row++;
                }
            }

            row.ShouldBe(stages.Nefc, at);
        });

        kinds.ShouldContain(3, "no joint limit was seen");
        kinds.ShouldContain(6, "no contact with friction was seen");
    }

    [Theory]
    [InlineData("HalfCheetah")]
    [InlineData("Hopper")]
    [InlineData("Walker2d")]
    public void AccelerationsAndTheNextStateAreMuJoCos(string robot) => ForEach(robot, (stages, simulation, at) =>
    {
        simulation.Accelerations.ShouldBeNear(stages.Qacc, 1e-10, at + ": qacc");
        simulation.SetState(stages.Qpos, stages.Qvel);
        simulation.Step(stages.Ctrl, 1).ShouldBeTrue();
        simulation.Positions.ShouldBeNear(stages.QposAfterOneMjStep, 1e-13, at + ": qpos");
        simulation.Velocities.ShouldBeNear(stages.QvelAfterOneMjStep, 1e-11, at + ": qvel");
    });

    /// <summary>MuJoCo's tangent follows the capsule and may point either way: whether n + t or n − t comes first.</summary>
    private static double FirstTangent(ConstraintSet set, int constraint, ReadOnlySpan<double> row)
    {
        for (int k = 0; k < row.Length; k++)
        {
            double tangent = set.Rows[(((2 * constraint) + 1) * set.Stride) + k];
            if (Math.Abs(tangent) > 0.01)
            {
                return Math.Sign((row[k] - set.Rows[(2 * constraint * set.Stride) + k]) * tangent);
            }
        }

        return 1;
    }

    private static void ForEach(string robot, Action<GoldenStages, PlanarSimulation, string> check)
    {
        using PlanarSimulation simulation = TestPhysics.Planar(robot);
        IReadOnlyList<GoldenStages> all = GoldenFiles.Stages(robot + "-v4");
        foreach (GoldenStages stages in all)
        {
            simulation.SetState(stages.Qpos, stages.Qvel);
            simulation.Forward(stages.Ctrl);
            check(stages, simulation, $"trajectory {stages.Trajectory}, step {stages.Step}");
        }

        all.Count.ShouldBeGreaterThan(30);
    }
}
