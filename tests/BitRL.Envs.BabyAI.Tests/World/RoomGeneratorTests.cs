using Shouldly;

namespace BitRL.Envs.BabyAI.Tests.World;

/// <summary>
/// Rooms against statistics of 2,000 rooms of the original, and where they can be computed against the exact values. Tolerances are three and a half standard
/// errors of a mean over 2,000, so that a wrong rule (a distance, a colour, a rejection) fails and a fair draw does not.
/// </summary>
public sealed class RoomGeneratorTests
{
    private const int Rooms = 20_000;

    [Theory]
    [InlineData("BabyAI-GoToRedBall-v0", 8, 0.321, 3.96, 0.17)]
    [InlineData("BabyAI-GoToRedBallGrey-v0", 8, 0, 4.26, 0.17)]
    [InlineData("BabyAI-GoToRedBallNoDists-v0", 1, 0, 4.30, 0)]
    public void RoomsAreDistributedAsTheOriginals(string id, int objects, double several, double distance, double rejected)
    {
        (int wrongCounts, double severalBalls, double nearest, double rejections) = (0, 0, 0, 0);
        Draw(id, (room, rejectedRooms) =>
        {
            wrongCounts += Cells(room, cell => cell.IsObject).Count == objects ? 0 : 1;
            severalBalls += room.HasSeveralTargets ? 1.0 / Rooms : 0;
            nearest += Cells(room, cell => cell == Cell.RedBall).Min(ball => Distance(room, ball)) / (double)Rooms;
            rejections += rejectedRooms / (double)Rooms;
        });

        wrongCounts.ShouldBe(0);
        severalBalls.ShouldBe(several, 3.5 * Math.Sqrt(several * (1 - several) / 2000) + 1e-9);
        nearest.ShouldBe(distance, 3.5 * 1.9 / Math.Sqrt(2000));
        rejections.ShouldBe(rejected, 3.5 * Math.Sqrt(rejected / 2000) + 0.005);
    }

    [Theory]
    [InlineData("BabyAI-GoToRedBall-v0")]
    [InlineData("BabyAI-GoToRedBallGrey-v0")]
    public void DistractorsAreOfEveryKindAndOfTheColoursOfTheLevel(string id)
    {
        var counts = new Dictionary<Cell, int>();
        Draw(id, (room, _) =>
        {
            foreach ((int x, int y) in Cells(room, cell => cell.IsObject))
            {
                counts[room[x, y]] = counts.GetValueOrDefault(room[x, y]) + 1;
            }
        });

        int colors = id.Contains("Grey", StringComparison.Ordinal) ? 1 : 6;
        counts[Cell.RedBall] -= Rooms; // the one that is there in any case
        counts.Keys.ShouldAllBe(cell => cell.Color == ObjectColor.Grey || colors == 6 || cell == Cell.RedBall);
        Cell[] drawn = [.. counts.Keys.Where(cell => colors == 6 || cell.Color == ObjectColor.Grey)];
        drawn.Length.ShouldBe(3 * colors);
        double expected = 7.0 * Rooms / drawn.Length;
        foreach (Cell cell in drawn)
        {
            // Rejection favours rooms with fewer obstacles in no colour or kind: all are alike.
            ((double)counts[cell]).ShouldBe(expected, 5 * Math.Sqrt(expected), cell.ToString());
        }
    }

    [Theory]
    [InlineData("BabyAI-GoToRedBall-v0")]
    [InlineData("BabyAI-GoToRedBallNoDists-v0")]
    public void NothingIsNextToTheAgentAndEverythingCanBeReached(string id) =>
        Draw(id, (room, _) =>
        {
            room[room.X, room.Y].ShouldBe(Cell.Empty);
            Cells(room, cell => cell.IsObject).ShouldAllBe(thing => Distance(room, thing) >= 2);
            CanReachEverything(room).ShouldBeTrue();
        });

    [Fact]
    public void AgentsStandAnywhereAndLookAnywhere()
    {
        var positions = new int[Room.Size * Room.Size];
        var headings = new int[4];
        Draw("BabyAI-GoToRedBallNoDists-v0", (room, _) =>
        {
            positions[Room.Index(room.X, room.Y)]++;
            headings[room.Heading]++;
        });

        headings.ShouldAllBe(count => Math.Abs(count - (Rooms / 4)) < 5 * Math.Sqrt(Rooms / 4.0));
        positions.Count(count => count > 0).ShouldBe(36);
        positions.Where(count => count > 0).ShouldAllBe(count => Math.Abs(count - (Rooms / 36)) < 5 * Math.Sqrt(Rooms / 36.0));
    }

    [Fact]
    public void ReachabilityIsThatOfAPlainSearch()
    {
        var random = new EpisodeRandom(3);
        int blocked = 0;
        for (int i = 0; i < 3000; i++)
        {
            var room = new Room();
            room.Clear();
            for (int k = 0; k < 14; k++)
            {
                room[1 + random.Index(6), 1 + random.Index(6)] = new Cell(ObjectKind.Box, ObjectColor.Blue);
            }

            (int x, int y) = (1 + random.Index(6), 1 + random.Index(6));
            room[x, y] = Cell.Empty;
            room.Begin(x, y, 0);
            RoomGenerator.CanReachEverything(room).ShouldBe(CanReachEverything(room));
            blocked += CanReachEverything(room) ? 0 : 1;
        }

        blocked.ShouldBeInRange(300, 2700); // both answers are tried
    }

    private static void Draw(string id, Action<Room, int> look)
    {
        var room = new Room();
        for (ulong seed = 0; seed < Rooms; seed++)
        {
            int rejected = RoomGenerator.Generate(room, Levels.Of(id), new EpisodeRandom(seed));
            look(room, rejected);
        }
    }

    private static List<(int X, int Y)> Cells(Room room, Func<Cell, bool> condition) =>
        [.. from x in Enumerable.Range(0, Room.Size) from y in Enumerable.Range(0, Room.Size) where condition(room[x, y]) select (x, y)];

    private static int Distance(Room room, (int X, int Y) cell) => Math.Abs(cell.X - room.X) + Math.Abs(cell.Y - room.Y);

    private static bool CanReachEverything(Room room)
    {
        var touched = new HashSet<(int, int)>();
        var queue = new Queue<(int X, int Y)>([(room.X, room.Y)]);
        while (queue.TryDequeue(out (int X, int Y) cell))
        {
            foreach ((int x, int y) in new[] { (cell.X + 1, cell.Y), (cell.X - 1, cell.Y), (cell.X, cell.Y + 1), (cell.X, cell.Y - 1) })
            {
                if (touched.Add((x, y)) && room[x, y] == Cell.Empty)
                {
                    queue.Enqueue((x, y));
                }
            }
        }

        return Cells(room, cell => cell.IsObject).TrueForAll(touched.Contains);
    }
}
