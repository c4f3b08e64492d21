using BitRL.Envs.MuJoCo.Description;
using BitRL.Envs.MuJoCo.Planar;
using Shouldly;

namespace BitRL.Envs.MuJoCo.Tests.Physics;

/// <summary>Laws that hold for any mechanism, on trees that are no robot of ours: a slide below a hinge, two hinges in one body, branches.</summary>
public sealed class MechanicsTests
{
    private const string Tree = """
        <mujoco>
          <compiler angle="radian"/>
          <option timestep="0.0005" integrator="RK4"/>
          <default><geom type="capsule" contype="0" conaffinity="0"/></default>
          <worldbody>
            <body name="root" pos="0.3 0 1" axisangle="0 1 0 0.4">
              <joint name="x" type="slide" axis="1 0 0.5"/>
              <joint name="turn" axis="0 1 0" pos="0.1 0 -0.2"/>
              <geom size="0.05 0.3" pos="0.1 0 0.05"/>
              <body name="piston" pos="0.2 0 0.4" axisangle="0 1 0 -0.7">
                <joint name="swing" axis="0 -1 0" pos="0 0 0.1"/>
                <joint name="push" type="slide" axis="0.2 0 1" ref="0.1"/>
                <geom size="0.04 0.2" axisangle="0 1 0 0.3"/>
                <body name="tip" pos="0 0 -0.3">
                  <joint name="first" axis="0 1 0"/>
                  <joint name="second" axis="0 1 0" pos="0.1 0 0.1" armature="0.02"/>
                  <geom size="0.03 0.1" pos="0.05 0 0"/>
                </body>
              </body>
              <body name="arm" pos="-0.2 0 0.1">
                <joint name="arm" axis="0 1 0"/>
                <geom size="0.05 0.25" axisangle="0 1 0 1.2"/>
              </body>
            </body>
          </worldbody>
        </mujoco>
        """;

    private static readonly PlanarModel Model = new(MjcfReader.Read(Tree));

    [Fact]
    public void TheInertiaMatrixIsThatOfTheKineticEnergy()
    {
        EpisodeRandom random = new(5);
        for (int trial = 0; trial < 20; trial++)
        {
            (double[] q, double[] v) = State(ref random);
            TreePose pose = new(Model.Tree, 0, 0);
            pose.Update(q, v);
            double energy = 0;
            for (int i = 0; i < q.Length; i++)
            {
                for (int j = 0; j < q.Length; j++)
                {
                    energy += 0.5 * v[i] * v[j] * pose.Inertia[(i * pose.Stride) + j];
                }
            }

            energy.ShouldBe(KineticEnergy(q, v), 1e-7 * (1 + energy));
        }
    }

    /// <summary>Gravity, centrifugal and Coriolis forces all enter here; nothing brakes.</summary>
    [Fact]
    public void WithoutLossesEnergyStays()
    {
        EpisodeRandom random = new(11);
        (double[] q, double[] v) = State(ref random);
        using PlanarSimulation simulation = new(Model);
        simulation.SetState(q, v);
        double before = KineticEnergy(q, v) + PotentialEnergy(q);
        simulation.Step([], 2000).ShouldBeTrue();
        double after = KineticEnergy([.. simulation.Positions], [.. simulation.Velocities]) + PotentialEnergy([.. simulation.Positions]);
        after.ShouldBe(before, 1e-5 * (1 + Math.Abs(before)));
        Math.Abs(KineticEnergy([.. simulation.Positions], [.. simulation.Velocities]) - KineticEnergy(q, v)).ShouldBeGreaterThan(0.1, "the test must have moved something");
    }

    [Fact]
    public void TheFactorizationSolvesWhatItFactored()
    {
        EpisodeRandom random = new(17);
        (double[] q, double[] v) = State(ref random);
        TreePose pose = new(Model.Tree, 0, 0);
        pose.Update(q, v);
        TreeFactorization factorization = new(Model.Tree, []);
        factorization.Factor([.. pose.Inertia]);
        double[] solution = new double[pose.Stride];
        double[] expected = new double[q.Length];
        double[] right = new double[pose.Stride];
        for (int i = 0; i < q.Length; i++)
        {
            expected[i] = random.Uniform(-1, 1);
            for (int j = 0; j < q.Length; j++)
            {
                right[j] += pose.Inertia[(j * pose.Stride) + i] * expected[i];
            }
        }

        factorization.Solve(right, solution);
        for (int i = 0; i < q.Length; i++)
        {
            solution[i].ShouldBe(expected[i], 1e-11);
        }
    }

    /// <summary>A set of rows that push is final only at the minimum: no other acceleration may cost less.</summary>
    [Theory]
    [InlineData("HalfCheetah")]
    [InlineData("Hopper")]
    [InlineData("Walker2d")]
    public void NoAccelerationNearTheSolutionCostsLess(string robot)
    {
        RobotTask task = TestPhysics.Task(robot);
        using PlanarSimulation simulation = TestPhysics.Planar(robot);
        EpisodeRandom random = new(23);
        int iterations = 0;
        int constrained = 0;
        for (int trial = 0; trial < 300; trial++)
        {
            (double[] q, double[] v) = RandomStates.Next(task, simulation, ref random);
            simulation.SetState(q, v);
            simulation.Forward(new double[task.Descriptor.Actions.Size]);
            iterations = Math.Max(iterations, simulation.Dynamics.Iterations);
            double[] solution = [.. simulation.Accelerations];
            double best = Cost(simulation.Dynamics, solution);
            constrained += simulation.Dynamics.Constraints.Count > 0 ? 1 : 0;
            for (int i = 0; i < solution.Length; i++)
            {
                foreach (double change in (double[])[-0.01, 0.01])
                {
                    double[] other = [.. solution];
                    other[i] += change;
                    Cost(simulation.Dynamics, other).ShouldBeGreaterThan(best, $"trial {trial}, coordinate {i}");
                }
            }
        }

        constrained.ShouldBeGreaterThan(100);
        iterations.ShouldBeLessThan(30);
    }

    /// <summary>½ aᵀMa − aᵀf + ½ Σ min(0, J a − r)² / R, which differs from the principle's cost by a constant.</summary>
    private static double Cost(PlanarDynamics dynamics, double[] a)
    {
        int stride = dynamics.Pose.Stride;
        double cost = 0;
        for (int i = 0; i < a.Length; i++)
        {
            cost -= a[i] * dynamics.Force[i];
            for (int j = 0; j < a.Length; j++)
            {
                cost += 0.5 * a[i] * a[j] * dynamics.Pose.Inertia[(i * stride) + j];
            }
        }

        for (int c = 0; c < dynamics.Constraints.Count; c++)
        {
            Constraint item = dynamics.Constraints.Active[c];
            double normal = -item.NormalReference;
            double tangent = -item.TangentReference;
            for (int i = 0; i < a.Length; i++)
            {
                normal += dynamics.Constraints.Rows[(2 * c * stride) + i] * a[i];
                tangent += dynamics.Constraints.Rows[(((2 * c) + 1) * stride) + i] * a[i];
            }

            double[] rows = item.HasFriction ? [normal + tangent, normal - tangent, normal, normal] : [normal];
            cost += 0.5 * item.Weight * rows.Sum(r => Math.Min(0, r) * Math.Min(0, r));
        }

        return cost;
    }

    /// <summary>By differences of places over a small time: knows no Jacobian, no composite body.</summary>
    private static double KineticEnergy(double[] q, double[] v)
    {
        const double h = 1e-5;
        (double X, double Z, double Angle)[] before = Centers([.. q.Zip(v, (a, b) => a - (h * b))]);
        (double X, double Z, double Angle)[] after = Centers([.. q.Zip(v, (a, b) => a + (h * b))]);
        double energy = 0;
        for (int b = 0; b < before.Length; b++)
        {
            BodyDescription body = Model.Description.Bodies[b];
            double x = (after[b].X - before[b].X) / (2 * h);
            double z = (after[b].Z - before[b].Z) / (2 * h);
            double spin = (after[b].Angle - before[b].Angle) / (2 * h);
            energy += 0.5 * ((body.Mass * ((x * x) + (z * z))) + (body.Inertia * spin * spin));
        }

        return energy + Model.Description.Joints.Zip(v, (joint, rate) => 0.5 * joint.Armature * rate * rate).Sum();
    }

    private static double PotentialEnergy(double[] q) => Centers(q).Zip(Model.Description.Bodies, (at, body) => 9.81 * body.Mass * at.Z).Sum();

    private static (double X, double Z, double Angle)[] Centers(double[] q)
    {
        using PlanarSimulation simulation = new(Model);
        simulation.SetState(q, new double[q.Length]);
        simulation.UpdatePlaces();
        return [.. Model.Description.Bodies.Select((body, index) =>
        {
            (double x, double z, double angle) = simulation.Place(index);
            PlanarVector center = body.Center.Rotate(angle);
            return (x + center.X, z + center.Z, angle);
        })];
    }

    private static (double[] Q, double[] V) State(ref EpisodeRandom random)
    {
        double[] q = new double[Model.Tree.Size];
        double[] v = new double[Model.Tree.Size];
        for (int i = 0; i < q.Length; i++)
        {
            q[i] = random.Uniform(-1, 1);
            v[i] = random.Uniform(-2, 2);
        }

        return (q, v);
    }
}
