using BitRL.Contracts.Environments;
using Shouldly;

namespace BitRL.Envs.BabyAI.Tests;

public sealed class RoomPictureTests
{
    [Fact]
    public void WallsThingsAgentAndSightAreDrawnWhereTheyAre()
    {
        using RoomEnvironment environment = Levels.Create("BabyAI-GoToRedBallNoDists-v0");
        Room room = environment.CopyOf(0).Room;
        room.Clear();
        room[5, 1] = Cell.RedBall;
        room.Begin(3, 3, 3);
        environment.Begin(0);
        var scene = new Shapes();

        environment.Draw(0, scene);

        scene.Calls[0].ShouldBe("view 0 0 8 8");
        scene.Calls.Count(call => call.StartsWith("polygon Ground", StringComparison.Ordinal)).ShouldBe(28);
        scene.Calls.ShouldContain("circle 5.5 6.5 0.3 Red");
        scene.Calls.Single(call => call.StartsWith("polygon Accent", StringComparison.Ordinal)).ShouldStartWith("polygon Accent 3.5 4.85");
        scene.Calls.Count(call => call.EndsWith("Muted", StringComparison.Ordinal)).ShouldBe(environment.CopyOf(0).View.ToArray().Count(cell => cell == Cell.Empty));
    }

    [Fact]
    public void EveryKindOfThingAndColourCanBeDrawn()
    {
        using RoomEnvironment environment = Levels.Create("BabyAI-GoToRedBall-v0");
        Room room = environment.CopyOf(0).Room;
        foreach (ObjectKind kind in new[] { ObjectKind.Key, ObjectKind.Ball, ObjectKind.Box })
        {
            foreach (ObjectColor color in Enum.GetValues<ObjectColor>())
            {
                room.Clear();
                room[2, 2] = new Cell(kind, color);
                room.Begin(4, 4, 0);
                environment.Begin(0);
                var scene = new Shapes();
                environment.Draw(0, scene);
                scene.Calls.ShouldContain(call => call.EndsWith(color.ToString(), StringComparison.Ordinal));
            }
        }
    }

    private sealed class Shapes : ISceneWriter
    {
        public List<string> Calls { get; } = [];

        public void View(double left, double bottom, double right, double top) => Calls.Add($"view {left} {bottom} {right} {top}");

        public void Line(double x1, double y1, double x2, double y2, double width, SceneColor color) => Calls.Add($"line {x1} {y1} {x2} {y2} {width} {color}");

        public void Circle(double x, double y, double radius, SceneColor color) => Calls.Add($"circle {x} {y} {radius} {color}");

        public void Polygon(ReadOnlySpan<double> corners, SceneColor color) => Calls.Add($"polygon {color} {string.Join(' ', corners.ToArray())}");

        public void Text(double x, double y, double height, ReadOnlySpan<char> text, SceneColor color) => Calls.Add($"text {text} {color}");
    }
}
