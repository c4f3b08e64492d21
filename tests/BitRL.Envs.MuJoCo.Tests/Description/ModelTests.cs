using System.Text.Json;
using BitRL.Envs.MuJoCo.Description;
using BitRL.Envs.MuJoCo.Native;
using BitRL.Envs.MuJoCo.Planar;
using BitRL.Envs.MuJoCo.Tests.Golden;
using BitRL.Envs.MuJoCo.Tests.Native;
using BitRL.Envs.MuJoCo.Tests.Physics;
using Shouldly;

namespace BitRL.Envs.MuJoCo.Tests.Description;

/// <summary>Our model files, compiled by us and by MuJoCo, against the numbers of the originals.</summary>
public sealed class ModelTests
{
    private const double Tolerance = 1e-12;

    [Theory]
    [InlineData("HalfCheetah")]
    [InlineData("Hopper")]
    [InlineData("Walker2d")]
    public void BodiesAreTheOriginals(string robot)
    {
        (JsonElement golden, PlanarModel model) = Read(robot);
        for (int b = 0; b < model.Description.Bodies.Length; b++)
        {
            BodyDescription body = model.Description.Bodies[b];
            string what = $"body {body.Name}";
            (body.Parent + 1).ShouldBe((int)Numbers(golden, "body_parentid")[b + 1], what);
            double[] ours = [body.Position.X, body.Position.Z, body.Center.X, body.Center.Z, body.Mass, body.Inertia, model.Weights.Bodies[b]];
            ours.ShouldBeNear(
                [
                    At(golden, "body_pos", b + 1, 3, 0), At(golden, "body_pos", b + 1, 3, 2), At(golden, "body_ipos", b + 1, 3, 0), At(golden, "body_ipos", b + 1, 3, 2),
                    At(golden, "body_mass", b + 1, 1, 0), At(golden, "body_inertia_tensor_bodyframe", b + 1, 9, 4), At(golden, "body_invweight0", b + 1, 2, 0),
                ],
                Tolerance,
                what);
        }

        (model.Description.Bodies.Length + 1).ShouldBe(golden.GetProperty("nbody").GetInt32());
    }

    [Theory]
    [InlineData("HalfCheetah")]
    [InlineData("Hopper")]
    [InlineData("Walker2d")]
    public void JointsAndMotorsAreTheOriginals(string robot)
    {
        (JsonElement golden, PlanarModel model) = Read(robot);
        ModelDescription description = model.Description;
        description.Joints.Select(j => j.Name).ShouldBe(golden.GetProperty("jnt_name").EnumerateArray().Select(n => n.GetString()));
        for (int j = 0; j < description.Joints.Length; j++)
        {
            JointDescription joint = description.Joints[j];
            (joint.Body + 1).ShouldBe((int)Numbers(golden, "jnt_bodyid")[j]);
            joint.IsHinge.ShouldBe(Numbers(golden, "jnt_type")[j] == 3);
            (joint.Range is not null).ShouldBe(Numbers(golden, "jnt_limited")[j] == 1);
            double[] ours = [joint.Axis.X, joint.Sign, joint.Axis.Z, joint.Reference, joint.Range?.Low ?? 0, joint.Range?.High ?? 0, joint.Stiffness, joint.Damping, joint.Armature, model.Weights.Joints[j]];
            ours.ShouldBeNear(
                [
                    At(golden, "jnt_axis", j, 3, 0), At(golden, "jnt_axis", j, 3, 1), At(golden, "jnt_axis", j, 3, 2), Numbers(golden, "qpos0")[j], At(golden, "jnt_range", j, 2, 0),
                    At(golden, "jnt_range", j, 2, 1), Numbers(golden, "jnt_stiffness")[j], Numbers(golden, "dof_damping")[j], Numbers(golden, "dof_armature")[j], Numbers(golden, "dof_invweight0")[j],
                ],
                Tolerance,
                joint.Name);
            Softness(joint.LimitSoftness).ShouldBeNear([.. Row(golden, "jnt_solref", j, 2), .. Row(golden, "jnt_solimp", j, 5)], Tolerance, joint.Name);
        }

        description.Motors.Select(m => m.Gear).ShouldBe(Numbers(golden, "actuator_gear").Chunk(6).Select(gear => gear[0]));
        description.Motors.Select(m => (double)m.Joint).ShouldBe(Numbers(golden, "actuator_trnid").Chunk(2).Select(target => target[0]));
        description.Motors.ShouldAllBe(m => m.Low == -1 && m.High == 1);
    }

    [Theory]
    [InlineData("HalfCheetah")]
    [InlineData("Hopper")]
    [InlineData("Walker2d")]
    public void CapsulesAndFloorAreTheOriginals(string robot)
    {
        (JsonElement golden, PlanarModel model) = Read(robot);
        Surface(model.Description.Floor!).ShouldBeNear(GoldenSurface(golden, 0), Tolerance, "floor");
        for (int g = 0; g < model.Description.Capsules.Length; g++)
        {
            CapsuleDescription capsule = model.Description.Capsules[g];
            double[] q = Row(golden, "geom_quat", g + 1, 4);
            double[] ours = [capsule.Body + 1, capsule.Center.X, capsule.Center.Z, capsule.Radius, capsule.HalfLength, capsule.Axis.X, capsule.Axis.Z];
            ours.ShouldBeNear(
                [
                    Numbers(golden, "geom_bodyid")[g + 1], At(golden, "geom_pos", g + 1, 3, 0), At(golden, "geom_pos", g + 1, 3, 2),
                    At(golden, "geom_size", g + 1, 3, 0), At(golden, "geom_size", g + 1, 3, 1), 2 * ((q[1] * q[3]) + (q[0] * q[2])), 1 - (2 * ((q[1] * q[1]) + (q[2] * q[2]))),
                ],
                Tolerance,
                capsule.Name);
            Surface(capsule.Surface).ShouldBeNear(GoldenSurface(golden, g + 1), Tolerance, capsule.Name);
        }
    }

    /// <summary>Every field that the shim knows, which is every one that matters for a planar mechanism.</summary>
    [TheoryWithMuJoCo]
    [InlineData("HalfCheetah")]
    [InlineData("Hopper")]
    [InlineData("Walker2d")]
    public void TheLibraryCompilesOurFilesToTheOriginalsNumbers(string robot)
    {
        using MuJoCoSimulation simulation = new(TestPhysics.Task(robot).Xml);
        JsonElement golden = GoldenFiles.Model(robot + "-v4");
        int fields = 0;
        foreach (JsonProperty property in golden.EnumerateObject())
        {
            double[] ours;
            try
            {
                ours = simulation.Field(property.Name);
            }
            catch (ArgumentException)
            {
                continue;
            }

            double[] expected = Numbers(golden, property.Name);
            if (property.Name == "geom_quat")
            {
                ours = AlignSigns(ours, expected);
            }

            ours.ShouldBeNear(expected, Tolerance, property.Name);
            fields++;
        }

        fields.ShouldBeGreaterThan(35);
    }

    private static double[] AlignSigns(double[] ours, double[] expected) =>
        [.. ours.Chunk(4).Zip(expected.Chunk(4), (a, b) => a.Zip(b, (x, y) => x * y).Sum() < 0 ? a.Select(x => -x) : a).SelectMany(q => q)];

    private static (JsonElement Golden, PlanarModel Model) Read(string robot) => (GoldenFiles.Model(robot + "-v4"), new PlanarModel(TestPhysics.Task(robot).Model));

    private static double[] Softness(Softness s) => [s.TimeConstant, s.DampingRatio, s.Start, s.Full, s.Width, s.Midpoint, s.Power];

    private static double[] Surface(SurfaceDescription s) => [s.Type, s.Affinity, s.HasFriction ? 3 : 1, s.Friction, s.Margin, .. Softness(s.Softness)];

    private static double[] GoldenSurface(JsonElement golden, int g) =>
    [
        Numbers(golden, "geom_contype")[g], Numbers(golden, "geom_conaffinity")[g], Numbers(golden, "geom_condim")[g], At(golden, "geom_friction", g, 3, 0),
        Numbers(golden, "geom_margin")[g], .. Row(golden, "geom_solref", g, 2), .. Row(golden, "geom_solimp", g, 5),
    ];

    private static double[] Numbers(JsonElement golden, string name) => [.. golden.GetProperty(name).EnumerateArray().Select(v => v.GetDouble())];

    private static double[] Row(JsonElement golden, string name, int row, int width) => Numbers(golden, name)[(row * width)..((row + 1) * width)];

    private static double At(JsonElement golden, string name, int row, int width, int column) => Numbers(golden, name)[(row * width) + column];
}
