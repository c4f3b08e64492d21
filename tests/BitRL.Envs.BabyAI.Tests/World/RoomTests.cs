using Shouldly;

namespace BitRL.Envs.BabyAI.Tests.World;

/// <summary>Rules that recorded episodes touch seldom or never.</summary>
public sealed class RoomTests
{
    private static readonly Cell BlueBox = new(ObjectKind.Box, ObjectColor.Blue);
    private static readonly Cell GreenKey = new(ObjectKind.Key, ObjectColor.Green);

    [Fact]
    public void ASecondThingStaysWhereItIs()
    {
        Room room = Facing(BlueBox);
        room.Act(RoomAction.Pickup);
        room[4, 3] = GreenKey;
        room.Act(RoomAction.Pickup);
        (room.Carried, room[4, 3]).ShouldBe((BlueBox, GreenKey));
    }

    [Fact]
    public void NothingIsDroppedOntoAThingOrAWall()
    {
        Room room = Facing(BlueBox);
        room.Act(RoomAction.Pickup);
        room[4, 3] = GreenKey;
        room.Act(RoomAction.Drop);
        room[4, 3] = Cell.Wall;
        room.Act(RoomAction.Drop);
        (room.Carried, room[4, 3]).ShouldBe((BlueBox, Cell.Wall));
    }

    [Fact]
    public void EmptyHandsDropNothing()
    {
        Room room = Facing(Cell.Empty);
        room.Act(RoomAction.Drop);
        room[4, 3].ShouldBe(Cell.Empty);
    }

    [Fact]
    public void OpeningRemovesABoxAndNothingElse()
    {
        Room room = Facing(BlueBox);
        room.Act(RoomAction.Toggle);
        room[4, 3].ShouldBe(Cell.Empty);
        foreach (Cell kept in new[] { GreenKey, Cell.Wall, Cell.Empty })
        {
            room[4, 3] = kept;
            room.Act(RoomAction.Toggle);
            room[4, 3].ShouldBe(kept);
        }
    }

    [Fact]
    public void ThingsAndWallsBlockTheWay()
    {
        foreach (Cell obstacle in new[] { GreenKey, BlueBox, Cell.Wall })
        {
            Room room = Facing(obstacle);
            room.Act(RoomAction.Forward);
            (room.X, room.Y).ShouldBe((3, 3));
        }
    }

    [Fact]
    public void DoingNothingTakesAStepAndMayStillSucceed()
    {
        Room room = Facing(Cell.RedBall);
        room.Act(RoomAction.Done).ShouldBeTrue();
        room.Steps.ShouldBe(1);
    }

    [Fact]
    public void ABallThatWasTakenAwayIsStillFoundWhereItWas()
    {
        Room room = Facing(Cell.RedBall);
        room.Act(RoomAction.Pickup).ShouldBeTrue();
        room[4, 3].ShouldBe(Cell.Empty);
    }

    [Fact]
    public void ABallThatCameLaterIsNone()
    {
        Room room = Facing(Cell.Empty);
        room[4, 3] = Cell.RedBall;
        room.Act(RoomAction.Done).ShouldBeFalse();
    }

    [Fact]
    public void FourTurnsLeadBackEitherWay()
    {
        Room room = Facing(Cell.Empty);
        for (int i = 0; i < 4; i++)
        {
            room.Act(RoomAction.Left);
        }

        room.Heading.ShouldBe(0);
        room.Act(RoomAction.Right);
        room.Heading.ShouldBe(1);
    }

    /// <summary>The agent in column 3, row 3, looking right at a cell.</summary>
    private static Room Facing(Cell cell)
    {
        var room = new Room();
        room.Clear();
        room[4, 3] = cell;
        room.Begin(3, 3, 0);
        return room;
    }
}
