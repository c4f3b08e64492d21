using System.Text;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;
using Shouldly;

namespace BitRL.Envs.BabyAI.Tests.Stepping;

public sealed class RoomEnvironmentTests
{
    private const string Id = "BabyAI-GoToRedBall-v0";

    [Fact]
    public void ThePluginOffersTheThreeLevels() => Level.All.Select(level => new RoomProvider(level).Descriptor.Id)
        .ShouldBe(["BabyAI-GoToRedBall-v0", "BabyAI-GoToRedBallGrey-v0", "BabyAI-GoToRedBallNoDists-v0"]);

    [Fact]
    public void TheSameSeedsAndActionsGiveTheSameEpisodes()
    {
        Play(seed: 7).ShouldBe(Play(seed: 7));
        Play(seed: 7).ShouldNotBe(Play(seed: 8));
    }

    [Fact]
    public void ACopyDoesNotFeelTheOthers()
    {
        using RoomEnvironment batch = Levels.Create(Id, 3);
        using RoomEnvironment alone = Levels.Create(Id);
        batch.Reset([0, 1, 2], [1, 2, 3]);
        alone.Reset([0], [2]);
        var batchResults = new StepResult[3];
        var aloneResults = new StepResult[1];
        for (int t = 0; t < 6; t++)
        {
            batch.Step([0, 1 + (t % 2), 1], batchResults);
            alone.Step([1 + (t % 2)], aloneResults);
            batchResults[1].ShouldBe(aloneResults[0]);
            Observe(batch, 1).ShouldBe(Observe(alone, 0));
        }
    }

    [Fact]
    public void RewardFallsWithTheStepsUntilTheEnd()
    {
        using RoomEnvironment environment = Levels.Create(Id);
        foreach ((int wait, double reward) in new[] { (0, 1 - (0.9 / 64)), (31, 0.55), (63, 0.1) })
        {
            StepResult result = WalkUp(environment, wait);
            result.Reward.ShouldBe(reward, 1e-12);
            result.Terminated.ShouldBeTrue();
            result.Truncated.ShouldBe(wait == 63);
        }

        StepResult late = WalkUp(environment, 63, wasted: true);
        (late.Reward, late.Terminated, late.Truncated).ShouldBe((0, false, true));
    }

    [Fact]
    public void SteppingAllocatesNothing()
    {
        using RoomEnvironment environment = Levels.Create(Id, 4);
        float[] actions = [0, 1, 2, 2];
        float[] raw = new float[4 * environment.Descriptor.ObservationSize];
        byte[] text = new byte[environment.Descriptor.Schema.MaxStepBytes];
        StepResult[] results = new StepResult[4];
        int[] indices = [0, 1, 2, 3];
        ulong[] seeds = [1, 2, 3, 4];
        double[] measures = new double[1];
        void Round()
        {
            environment.Reset(indices, seeds);
            environment.Step(actions, results);
            environment.CopyObservations(raw);
            environment.WriteEpisode(0, TextStyle.Compact, text);
            environment.WriteStep(0, TextStyle.Compact, text);
            environment.WriteStep(1, TextStyle.Sentence, text);
            environment.WriteStep(2, TextStyle.Json, text);
            environment.CopyMeasures(3, measures);
        }

        Round();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            Round();
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(-1f)]
    [InlineData(0.5f)]
    [InlineData(7f)]
    [InlineData(float.PositiveInfinity)]
    public void AnActionThatIsNoChoiceIsRefusedAndMovesNothing(float action)
    {
        using RoomEnvironment environment = Levels.Create(Id, 2);
        environment.Reset([0, 1], [1, 2]);
        string before = Observe(environment, 0);

        Should.Throw<ArgumentException>(() => environment.Step([0, action], new StepResult[2])).Message.ShouldContain("of copy 1 is not one of 0..6");

        Observe(environment, 0).ShouldBe(before);
        environment.CopyOf(0).Room.Steps.ShouldBe(0);
    }

    [Fact]
    public void SteppingBeforeAResetOrPastTheEndIsRefused()
    {
        using RoomEnvironment environment = Levels.Create(Id);
        Should.Throw<InvalidOperationException>(() => environment.Step([1], new StepResult[1])).Message.ShouldContain("copy 0 has no running episode");
        WalkUp(environment, 0);
        Should.Throw<InvalidOperationException>(() => environment.Step([1], new StepResult[1]));
    }

    [Fact]
    public void LengthsThatDoNotFitAreRefused()
    {
        using RoomEnvironment environment = Levels.Create(Id, 2);
        Should.Throw<ArgumentException>(() => environment.Reset([0, 1], [1])).Message.ShouldContain("one a copy");
        Should.Throw<ArgumentException>(() => environment.Step([0], new StepResult[2])).Message.ShouldContain("2 copies need");
        Should.Throw<ArgumentOutOfRangeException>(() => Levels.Create(Id, 0));
    }

    [Fact]
    public void ASettingIsRefusedByName() =>
        Should.Throw<ArgumentException>(() => new RoomProvider(Levels.Of(Id)).Create(
            new EnvironmentOptions { Settings = new EnvironmentOptions().Settings.Add("size", "9") })).Message.ShouldContain("no setting 'size'");

    [Fact]
    public void EveryActionHasAName()
    {
        using RoomEnvironment environment = Levels.Create(Id);
        environment.ActionNames.ShouldBe(["left", "right", "forward", "pickup", "drop", "toggle", "done"]);
        environment.Descriptor.Actions.Choices.ShouldBe(7);
    }

    /// <summary>Faces a ball two cells ahead, after a number of wasted steps.</summary>
    private static StepResult WalkUp(RoomEnvironment environment, int wait, bool wasted = false)
    {
        Room room = environment.CopyOf(0).Room;
        room.Clear();
        room[5, 3] = Cell.RedBall;
        room.Begin(3, 3, 0);
        environment.Begin(0);
        var result = new StepResult[1];
        for (int t = 0; t < wait; t++)
        {
            environment.Step([(float)RoomAction.Done], result);
            result[0].IsDone.ShouldBeFalse();
        }

        environment.Step([(float)(wasted ? RoomAction.Done : RoomAction.Forward)], result);
        return result[0];
    }

    private static string Play(ulong seed)
    {
        using RoomEnvironment environment = Levels.Create(Id, 2);
        environment.Reset([0, 1], [seed, seed + 100]);
        StringBuilder log = new();
        StepResult[] results = new StepResult[2];
        for (int t = 0; t < 8 && !results.Any(result => result.IsDone); t++)
        {
            log.Append(Observe(environment, 0)).Append(Observe(environment, 1));
            environment.Step([t % 3, 2], results);
            log.AppendJoin('\n', results);
        }

        return log.ToString();
    }

    private static string Observe(RoomEnvironment environment, int copy)
    {
        int size = environment.Descriptor.ObservationSize;
        float[] raw = new float[environment.Count * size];
        environment.CopyObservations(raw);
        byte[] text = new byte[environment.Descriptor.Schema.MaxStepBytes];
        return string.Concat(raw.AsSpan(copy * size, size).ToArray()) + " " + Encoding.UTF8.GetString(text, 0, environment.WriteStep(copy, TextStyle.Compact, text));
    }
}
