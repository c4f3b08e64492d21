using Shouldly;

namespace BitRL.Envs.BabyAI.Tests.Text;

public sealed class RawViewTests
{
    /// <summary>The numbers hold the whole observation of the original: image, direction and mission can be read back from them.</summary>
    [Fact]
    public void ImageDirectionAndMissionCanBeReadBack()
    {
        using RoomEnvironment environment = Levels.Create("BabyAI-GoToRedBall-v0", 2);
        float[] raw = new float[2 * RawView.Size];
        for (ulong seed = 0; seed < 200; seed++)
        {
            environment.Reset([0, 1], [seed, seed + 1000]);
            environment.CopyOf(1).Room.Act(RoomAction.Pickup);
            environment.Begin(1);
            environment.CopyObservations(raw);
            for (int copy = 0; copy < 2; copy++)
            {
                ReadOnlySpan<float> numbers = raw.AsSpan(copy * RawView.Size, RawView.Size);
                RoomCopy expected = environment.CopyOf(copy);
                numbers.ToArray().ShouldAllBe(number => number == 0 || number == 1);
                Image(numbers).ShouldBe(expected.View.ToArray());
                numbers.Slice(PartialView.Cells * 11, 4).IndexOf(1).ShouldBe(expected.Room.Heading);
                (numbers[^1] == 1).ShouldBe(expected.Room.HasSeveralTargets);
            }
        }
    }

    private static Cell[] Image(ReadOnlySpan<float> numbers)
    {
        var cells = new Cell[PartialView.Cells];
        for (int i = 0; i < cells.Length; i++)
        {
            ReadOnlySpan<float> cell = numbers.Slice(i * 11, 11);
            cells[i] = cell[..5].IndexOf(1) switch
            {
                -1 => default,
                0 => Cell.Empty,
                1 => Cell.Wall,
                int kind => new Cell((ObjectKind)(kind - 2 + (int)ObjectKind.Key), (ObjectColor)cell[5..].IndexOf(1)),
            };
        }

        return cells;
    }
}
