using System.Text;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;
using Shouldly;

namespace BitRL.Envs.BabyAI.Tests.Text;

/// <summary>The text says what the image shows: nothing is left out that can be walked to, and nothing is added.</summary>
public sealed class ViewReaderTests
{
    [Fact]
    public void TheTextReadsAsDocumented()
    {
        using RoomEnvironment environment = Levels.Create("BabyAI-GoToRedBall-v0");
        Room room = environment.CopyOf(0).Room;
        room.Clear();
        room[4, 3] = new Cell(ObjectKind.Box, ObjectColor.Purple);
        room[5, 1] = Cell.RedBall;
        room[3, 5] = new Cell(ObjectKind.Key, ObjectColor.Grey);
        room[1, 3] = Cell.RedBall; // behind the agent
        room.Begin(3, 3, 0);
        environment.Begin(0);

        Texts(environment, TextStyle.Compact).ShouldBe(
        [
            "Room\n", "mission=\"go to a red ball\"\n", "heading=east front=box wall=4 left=3 right=4 hand=[] view=[red ball -2 2; purple box 0 1; grey key 2 0]\n",
        ]);
        Texts(environment, TextStyle.Json)[2].ShouldBe(
            """{"heading":"east","front":"box","wall":4,"left":3,"right":4,"hand":[],"view":[{"color":"red","kind":"ball","right":-2,"ahead":2},{"color":"purple","kind":"box","right":0,"ahead":1},{"color":"grey","kind":"key","right":2,"ahead":0}]}""" + "\n");

        environment.Step([(float)RoomAction.Pickup], new StepResult[1]);

        Texts(environment, TextStyle.Compact)[2].ShouldBe("heading=east front=empty wall=4 left=3 right=4 hand=[purple box] view=[red ball -2 2; grey key 2 0]\n");
        Texts(environment, TextStyle.Sentence)[2].ShouldContain("carried (colour purple, kind box), things in view (colour red, kind ball, steps to the right -2, steps ahead 2; ");
    }

    /// <summary>An agent that reads the text can say where everything lies that the image shows, and of what is not in the image the text says nothing.</summary>
    [Fact]
    public void EverythingInTheImageAndNothingElseIsInTheText()
    {
        var room = new Room();
        var view = new Cell[PartialView.Cells];
        var reader = new ViewReader();
        var random = new EpisodeRandom(5);
        for (ulong seed = 0; seed < 300; seed++)
        {
            RoomGenerator.Generate(room, Levels.Of("BabyAI-GoToRedBall-v0"), new EpisodeRandom(seed));
            for (int t = 0; t < 10; t++)
            {
                room.Act((RoomAction)random.Index(7));
                PartialView.Look(room, view);
                RoomObservation observation = reader.Read(view, room.Heading, room.HasSeveralTargets);
                Rebuilt(observation, view).ShouldBe(view);
                observation.Front.ShouldBe(view[PartialView.Index(3, 5)].Kind);
                observation.Carried.Length.ShouldBe(room.Carried.IsObject ? 1 : 0);
            }
        }
    }

    [Fact]
    public void WhatTheMissionNamesComesFirstThenNearBeforeFar()
    {
        var room = new Room();
        var view = new Cell[PartialView.Cells];
        var reader = new ViewReader();
        for (ulong seed = 0; seed < 300; seed++)
        {
            RoomGenerator.Generate(room, Levels.Of("BabyAI-GoToRedBall-v0"), new EpisodeRandom(seed));
            PartialView.Look(room, view);
            Thing[] things = reader.Read(view, room.Heading, room.HasSeveralTargets).Things.ToArray();
            things.ShouldBe(things
                .OrderBy(thing => thing.Color == ObjectColor.Red && thing.Kind == ThingKind.Ball ? 0 : 1)
                .ThenBy(thing => Math.Abs(thing.Right) + thing.Ahead)
                .ThenBy(thing => thing.Right)
                .ThenByDescending(thing => thing.Ahead));
        }
    }

    [Theory]
    [InlineData(TextStyle.Sentence)]
    [InlineData(TextStyle.Compact)]
    [InlineData(TextStyle.Json)]
    public void NoRangeOfTheTextClampsAValue(TextStyle style)
    {
        using RoomEnvironment environment = Levels.Create("BabyAI-GoToRedBall-v0");
        var random = new EpisodeRandom(6);
        byte[] buffer = new byte[environment.Descriptor.Schema.MaxStepBytes];
        for (ulong seed = 0; seed < 100; seed++)
        {
            environment.Reset([0], [seed]);
            StepResult[] result = [default];
            while (!result[0].IsDone)
            {
                RoomObservation observation = environment.CopyOf(0).Observation;
                observation.Wall.ShouldBeInRange(1, 6);
                observation.Left.ShouldBeInRange(1, 4);
                observation.Right.ShouldBeInRange(1, 4);
                observation.Things.ToArray().ShouldAllBe(thing => thing.Right >= -3 && thing.Right <= 3 && thing.Ahead >= 0 && thing.Ahead <= 6);
                environment.WriteStep(0, style, buffer).ShouldBeGreaterThan(10);
                environment.Step([random.Index(7)], result);
            }
        }
    }

    /// <summary>The image that a text describes: things where it says, walls where it says, sight as far as the walls allow.</summary>
    private static Cell[] Rebuilt(RoomObservation observation, Cell[] image)
    {
        var cells = new Cell[PartialView.Cells];
        for (int column = 0; column < PartialView.Size; column++)
        {
            for (int row = 0; row < PartialView.Size; row++)
            {
                int right = column - PartialView.AgentColumn;
                int ahead = PartialView.AgentRow - row;
                bool isBeyond = right < -observation.Left || right > observation.Right || ahead > observation.Wall;
                bool isWall = right == -observation.Left || right == observation.Right || ahead == observation.Wall;
                cells[PartialView.Index(column, row)] = isBeyond ? default : isWall ? Cell.Wall : Cell.Empty;
            }
        }

        // Where two walls meet, the corner can be out of sight: there is nothing to walk to.
        foreach ((int column, int row) in new[] { (3 - observation.Left, 6 - observation.Wall), (3 + observation.Right, 6 - observation.Wall) })
        {
            if (column is >= 0 and < PartialView.Size && row >= 0)
            {
                cells[PartialView.Index(column, row)] = image[PartialView.Index(column, row)];
            }
        }

        foreach (Thing thing in observation.Things.Span)
        {
            cells[PartialView.Index(PartialView.AgentColumn + thing.Right, PartialView.AgentRow - thing.Ahead)] = new Cell((ObjectKind)thing.Kind, thing.Color);
        }

        foreach (Possession thing in observation.Carried.Span)
        {
            cells[PartialView.Index(PartialView.AgentColumn, PartialView.AgentRow)] = new Cell((ObjectKind)thing.Kind, thing.Color);
        }

        return cells;
    }

    private static string[] Texts(RoomEnvironment environment, TextStyle style)
    {
        byte[] buffer = new byte[2000];
        return
        [
            Encoding.UTF8.GetString(environment.Descriptor.Schema.Prefix(style).Span),
            Encoding.UTF8.GetString(buffer, 0, environment.WriteEpisode(0, style, buffer)),
            Encoding.UTF8.GetString(buffer, 0, environment.WriteStep(0, style, buffer)),
        ];
    }
}
