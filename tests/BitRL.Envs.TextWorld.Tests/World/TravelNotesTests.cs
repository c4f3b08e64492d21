using Shouldly;

namespace BitRL.Envs.TextWorld.Tests.World;

public sealed class TravelNotesTests
{
    [Fact]
    public void AnExitIsKnownOnceItWasTakenFromEitherSide()
    {
        var map = new RoomMap();
        map.Add(RoomName.Kitchen);
        map.Add(RoomName.Corridor);
        map.Connect(RoomName.Kitchen, Direction.East, RoomName.Corridor);
        var notes = new TravelNotes();
        notes.Destination(map, RoomName.Kitchen, Direction.East).ShouldBe(RoomName.New);

        notes.Add(RoomName.Kitchen, Direction.East);
        notes.Destination(map, RoomName.Kitchen, Direction.East).ShouldBe(RoomName.Corridor);
        notes.Destination(map, RoomName.Corridor, Direction.West).ShouldBe(RoomName.Kitchen);
        notes.TimesOf(RoomName.Kitchen, Direction.East).ShouldBe(1);
        notes.TimesOf(RoomName.Corridor, Direction.West).ShouldBe(0);

        notes.Destination(map, RoomName.Corridor, Direction.North).ShouldBe(RoomName.New);
        notes.Clear();
        notes.Destination(map, RoomName.Corridor, Direction.West).ShouldBe(RoomName.New);
    }

    [Fact]
    public void CountsStopWhereTheTextHasOneDigit()
    {
        var notes = new TravelNotes();
        for (int i = 0; i < 300; i++)
        {
            notes.Add(RoomName.Supermarket, Direction.West);
        }

        notes.TimesOf(RoomName.Supermarket, Direction.West).ShouldBe(TravelNotes.MostTimes);
    }

    [Fact]
    public void ObservationAndCandidatesTellOfExitsWhatThePlayerWentThroughAndNoMore()
    {
        CookingEnvironment environment = Games.Start(3, ("go", "6"));
        Game game = environment.SeatOf(0).Game;
        int go = Array.FindIndex(environment.Commands(), command => command.StartsWith("go ", StringComparison.Ordinal));
        RoomName start = game.Room;
        string way = environment.Commands()[go]["go ".Length..];
        environment.ActionText(go).ShouldBe($"go {way}; to new; used 0\n");
        environment.Text().ShouldContain($"{way} ");
        environment.Text().ShouldNotContain(" new 1");

        var results = new Contracts.Environments.StepResult[1];
        environment.Step([go], results);
        string back = Names.Text(RoomMap.Opposite(Names.ParseDirection(way)));
        int there = Array.IndexOf(environment.Commands(), "go " + back);
        environment.ActionText(there).ShouldBe($"go {back}; to {Names.Text(start)}; used 0\n");
        System.Text.Json.JsonDocument.Parse(environment.ActionText(there, Contracts.Observations.TextStyle.Json)).RootElement.GetProperty("to").GetString().ShouldBe(Names.Text(start));
        environment.Step([there], results);
        environment.Text().ShouldContain($" {Names.Text(game.Travels.Destination(game.Map, start, Names.ParseDirection(way)))} 1");
    }
}
