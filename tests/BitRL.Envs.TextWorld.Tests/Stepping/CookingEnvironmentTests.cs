using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;
using Shouldly;

namespace BitRL.Envs.TextWorld.Tests.Stepping;

public sealed class CookingEnvironmentTests
{
    [Fact]
    public void AGameIsPlayedToItsEndByCandidates()
    {
        CookingEnvironment environment = Games.Start(5, ("recipe", "1"));
        RecipeLine line = environment.SeatOf(0).Game.Recipe[0];
        string food = Names.Text(line.Food);
        string appliance = line.Cooking == Traits.Fried ? "stove" : "oven";
        double score = Play(environment, "examine cookbook") + Play(environment, $"take {food} ") + Play(environment, $"cook {food} with {appliance}") + Play(environment, "prepare meal");
        score.ShouldBe(3);
        environment.Step([Array.IndexOf(environment.Commands(), "eat meal")], _results);
        _results[0].ShouldBe(new StepResult(1, true, false));
        environment.Said().ShouldContain("*** The End ***");
        environment.Said().ShouldContain("You scored 4 out of a possible 4, in 5 turns.");
        Span<double> measures = stackalloc double[2];
        environment.CopyMeasures(0, measures);
        measures.ToArray().ShouldBe([1, 1]);
    }

    [Fact]
    public void BurningAnIngredientLosesTheGame()
    {
        CookingEnvironment environment = Games.Start(5, ("recipe", "1"));
        RecipeLine line = environment.SeatOf(0).Game.Recipe[0];
        string food = Names.Text(line.Food);
        Play(environment, $"take {food} ");
        Play(environment, $"cook {food} with {(line.Cooking == Traits.Fried ? "stove" : "oven")}");
        environment.Step([Array.FindIndex(environment.Commands(), command => command.StartsWith($"cook {food}", StringComparison.Ordinal))], _results);
        _results[0].ShouldBe(new StepResult(0, true, false));
        environment.Said().ShouldStartWith($"You burned the {food}!");
        environment.Said().ShouldContain("*** You lost! ***");
        Span<double> measures = stackalloc double[2];
        environment.CopyMeasures(0, measures);
        measures.ToArray().ShouldBe([0.5, 0]);
    }

    [Fact]
    public void TheStepLimitCutsAnEpisodeOff()
    {
        CookingEnvironment environment = Games.Start(1, ("steps", "3"));
        int look = Array.IndexOf(environment.Commands(), "look");
        environment.Step([look], _results);
        environment.Step([look], _results);
        _results[0].IsDone.ShouldBeFalse();
        environment.Step([look], _results);
        _results[0].ShouldBe(new StepResult(0, false, true));
        Should.Throw<InvalidOperationException>(() => environment.Step([look], _results)).Message.ShouldContain("reset");
    }

    [Fact]
    public void TheTextSaysWhatIsKnownAndNoMore()
    {
        CookingEnvironment environment = Games.Start(5, ("recipe", "1"));
        RecipeLine line = environment.SeatOf(0).Game.Recipe[0];
        string food = Names.Text(line.Food).Replace(' ', '_');
        string way = line.Cooking == Traits.Fried ? "fried" : "roasted";
        environment.Text().ShouldStartWith("recipe=[] room=kitchen hand=[] here=[");
        Play(environment, "examine cookbook");
        environment.Text().ShouldStartWith($"recipe=[{food} {way}");
        Play(environment, $"take {Names.Text(line.Food)} ");
        environment.Text().ShouldContain($" hand=[{food} raw");
        foreach (TextStyle style in Enum.GetValues<TextStyle>())
        {
            environment.Text(style).ShouldEndWith("\n");
            environment.Text(style).Trim().ShouldNotContain('\n');
        }

        System.Text.Json.JsonDocument.Parse(environment.Text(TextStyle.Json)).RootElement.GetProperty("score").GetInt32().ShouldBe(1);
    }

    [Fact]
    public void ACandidateRepeatsWhatTheObservationSaysOfItsObjectAndNoMore()
    {
        CookingEnvironment environment = Games.Start(5, ("recipe", "1"));
        RecipeLine line = environment.SeatOf(0).Game.Recipe[0];
        string take = environment.Commands().Single(command => command.StartsWith($"take {Names.Text(line.Food)} ", StringComparison.Ordinal));
        int index = Array.IndexOf(environment.Commands(), take);
        environment.ActionText(index).ShouldStartWith($"{take}; recipe unread; now raw");
        Play(environment, "examine cookbook");
        environment.ActionText(index).ShouldStartWith($"{take}; recipe {(line.Cooking == Traits.Fried ? "fried" : "roasted")}");
        System.Text.Json.JsonDocument.Parse(environment.ActionText(index, TextStyle.Json)).RootElement.GetProperty("command").GetString().ShouldBe(take);
        CookingEnvironment plain = Games.Start(5, ("recipe", "1"), ("action-text", "command"));
        plain.ActionText(index).ShouldBe(take + "\n");
    }

    [Fact]
    public void NumbersOfTheTextBlindAreTheSameForAllNames()
    {
        // the same situation with other foods, other places of the cookbook and other recipes: only words differ
        var seen = new Dictionary<string, HashSet<string>>();
        for (ulong seed = 0; seed < 200; seed++)
        {
            CookingEnvironment environment = Games.Start(seed, ("recipe", "1"));
            var features = new float[environment.CountActions(0) * environment.ActionFeatureSize];
            environment.CopyActionFeatures(0, features);
            string[] commands = environment.Commands();
            for (int i = 0; i < commands.Length; i++)
            {
                string key = string.Join(',', features.AsSpan(i * environment.ActionFeatureSize, environment.ActionFeatureSize).ToArray());
                (seen.TryGetValue(key, out HashSet<string>? known) ? known : seen[key] = []).Add(commands[i]);
            }
        }

        seen.Values.ShouldContain(commands => commands.Count > 20 && commands.All(command => command.StartsWith("take ", StringComparison.Ordinal)));
        seen.Count.ShouldBeLessThan(60);
    }

    [Fact]
    public void CandidatesAndTextsStayWithinTheirBoundsAndStepsAllocateNothing()
    {
        foreach ((string, string)[] settings in ((string, string)[][])[[("recipe", "2")], [("recipe", "5"), ("go", "12"), ("cut", "true"), ("open", "true")]])
        {
            CookingEnvironment environment = Games.Make(4, settings);
            var random = new Random(7);
            var actions = new float[4];
            var results = new StepResult[4];
            byte[] text = new byte[environment.Descriptor.Schema.MaxStepBytes], action = new byte[environment.MaxActionBytes];
            var features = new float[environment.Descriptor.Actions.Choices * environment.ActionFeatureSize];
            environment.Reset([0, 1, 2, 3], [1, 2, 3, 4]);
            long allocated = 0;
            ulong seed = 10;
            for (int step = 0; step < 4000; step++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int copy = 0; copy < 4; copy++)
                {
                    int count = environment.CountActions(copy);
                    actions[copy] = random.Next(count);
                    environment.WriteStep(copy, TextStyle.Compact, text);
                    environment.CopyActionFeatures(copy, features);
                    for (int i = 0; i < count; i++)
                    {
                        environment.WriteAction(copy, i, TextStyle.Compact, action);
                    }
                }

                environment.Step(actions, results);
                for (int copy = 0; copy < 4; copy++)
                {
                    if (results[copy].IsDone)
                    {
                        environment.Reset([copy], [seed++]);
                    }
                }

                allocated += step < 200 ? 0 : GC.GetAllocatedBytesForCurrentThread() - before;
            }

            allocated.ShouldBe(0);
        }
    }

    [Fact]
    public void TheSameSeedsAndActionsGiveTheSameTextsAndRewards()
    {
        static string Run()
        {
            CookingEnvironment environment = Games.Make(2, ("go", "6"), ("recipe", "3"));
            environment.Reset([0, 1], [5, 6]);
            var random = new Random(3);
            var results = new StepResult[2];
            var log = new System.Text.StringBuilder();
            for (int i = 0; i < 49 && !results[0].IsDone && !results[1].IsDone; i++)
            {
                environment.Step([random.Next(environment.CountActions(0)), random.Next(environment.CountActions(1))], results);
                log.Append(environment.Text(index: 0)).Append(environment.Text(index: 1)).Append(results[0]).Append(results[1]);
            }

            return log.ToString();
        }

        Run().ShouldBe(Run());
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(-1f)]
    [InlineData(0.5f)]
    [InlineData(255f)]
    public void AnActionThatIsNoCandidateIsRefusedAndChangesNothing(float action)
    {
        CookingEnvironment environment = Games.Start(1);
        string before = environment.Text();
        Should.Throw<ArgumentException>(() => environment.Step([action], _results)).Message.ShouldContain("commands of its present state");
        environment.Text().ShouldBe(before);
    }

    [Theory]
    [InlineData("recipe", "0", "recipe is '0'")]
    [InlineData("recipe", "3-2", "recipe is '3-2'")]
    [InlineData("recipe", "6", "recipe is '6'")]
    [InlineData("go", "7", "go is '7'")]
    [InlineData("cook", "maybe", "cook is 'maybe'")]
    [InlineData("take", "3", "take is '3'")]
    [InlineData("split", "4", "split is '4'")]
    [InlineData("steps", "0", "steps is '0'")]
    [InlineData("action-text", "all", "action-text is 'all'")]
    [InlineData("rooms", "1", "no setting 'rooms'")]
    public void ABadSettingIsNamed(string name, string value, string message) =>
        Should.Throw<ArgumentException>(() => Games.Make(1, (name, value))).Message.ShouldContain(message);

    private readonly StepResult[] _results = new StepResult[1];

    private double Play(CookingEnvironment environment, string start)
    {
        int action = Array.FindIndex(environment.Commands(), command => command.StartsWith(start, StringComparison.Ordinal));
        action.ShouldBeGreaterThanOrEqualTo(0, start);
        environment.Step([action], _results);
        _results[0].IsDone.ShouldBeFalse(environment.Said());
        return _results[0].Reward;
    }
}
