using BitRL.Contracts.Environments;
using BitRL.Envs.MuJoCo.Tests.Physics;
using Shouldly;

namespace BitRL.Envs.MuJoCo.Tests.Stepping;

public sealed class PictureTests
{
    [Theory]
    [InlineData("HalfCheetah")]
    [InlineData("Hopper")]
    [InlineData("Walker2d")]
    public void EveryCapsuleIsDrawnWhereItIsAndTheViewFollows(string robot)
    {
        RobotTask task = TestPhysics.Task(robot);
        using RobotCopy copy = new(task, TestPhysics.Planar(robot));
        double[] positions = [.. task.Model.Joints.Select(j => j.Reference)];
        positions[0] = 50;
        copy.Restore(positions, new double[positions.Length], 0);
        Shapes shapes = new();
        RobotPicture.Draw(task.Model, copy.Physics, shapes);

        shapes.Left.ShouldBeLessThan(50);
        shapes.Right.ShouldBeGreaterThan(50);
        shapes.Capsules.Count.ShouldBe(task.Model.Capsules.Length);
        shapes.Capsules.ShouldAllBe(c => Math.Abs(c.X1 - 50) < 1.5 && c.Y1 > -0.2 && c.Y1 < 2);
        shapes.Capsules.Min(c => Math.Min(c.Y1, c.Y2) - (c.Width / 2)).ShouldBe(0, 0.15, "it stands on the floor");
    }

    [Fact]
    public void AWatchedRobotMovesAsOneThatIsNot()
    {
        double[] plain = Run(watch: false);
        Run(watch: true).ShouldBe(plain);

        static double[] Run(bool watch)
        {
            using RobotEnvironment<Walker2dObservation> environment = new([TestPhysics.Planar("Walker2d")], 1);
            environment.Reset([0], [3]);
            StepResult[] result = new StepResult[1];
            for (int t = 0; t < 15; t++)
            {
                if (watch)
                {
                    environment.Draw(0, new Shapes());
                }

                environment.Step([0.3f, -0.2f, 0.1f, 0.9f, -1, 0.4f], result);
            }

            return [.. environment.Copies[0].Physics.Velocities];
        }
    }

    private sealed class Shapes : ISceneWriter
    {
        public double Left { get; private set; }

        public double Right { get; private set; }

        public List<(double X1, double Y1, double X2, double Y2, double Width)> Capsules { get; } = [];

        public void View(double left, double bottom, double right, double top) => (Left, Right) = (left, right);

        public void Line(double x1, double y1, double x2, double y2, double width, SceneColor color)
        {
            if (color != SceneColor.Background)
            {
                Capsules.Add((x1, y1, x2, y2, width));
            }
        }

        public void Circle(double x, double y, double radius, SceneColor color)
        {
        }

        public void Polygon(ReadOnlySpan<double> corners, SceneColor color)
        {
        }

        public void Text(double x, double y, double height, ReadOnlySpan<char> text, SceneColor color)
        {
        }
    }
}
