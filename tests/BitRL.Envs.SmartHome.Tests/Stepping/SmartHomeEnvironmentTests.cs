using System.Diagnostics;
using System.Text;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;
using BitRL.Envs.SmartHome.Requests;
using BitRL.Envs.SmartHome.Stepping;
using Shouldly;

namespace BitRL.Envs.SmartHome.Tests.Stepping;

public sealed class SmartHomeEnvironmentTests
{
    [Fact]
    public void TheSameSeedsAndActionsGiveTheSameEpisodes()
    {
        Play(seed: 7).ShouldBe(Play(seed: 7));
        Play(seed: 7).ShouldNotBe(Play(seed: 8));
    }

    [Fact]
    public void ACopyFeelsNeitherTheOthersNorTheirResets()
    {
        var batch = new SmartHomeEnvironment(3, Wordings.Train);
        var alone = new SmartHomeEnvironment(1, Wordings.Train);
        batch.Reset([0, 1, 2], [1, 2, 3]);
        alone.Reset([0], [2]);
        var results = new StepResult[3];
        var result = new StepResult[1];
        for (int t = 0; t < 10; t++)
        {
            batch.Step([t, 3 * t, 5], results);
            alone.Step([3 * t], result);
            results[1].ShouldBe(result[0]);
            Text(batch, 1).ShouldBe(Text(alone, 0));
            batch.Reset([0], [(ulong)t + 9]);
        }
    }

    [Fact]
    public void EpisodesAreOfTheKindOfTheirRequest()
    {
        var environment = new SmartHomeEnvironment(1, Wordings.All);
        environment.Kinds.Distinct().Count().ShouldBe(Phrasings.All.Length);
        var seen = new HashSet<string>();
        for (ulong seed = 0; seed < 500; seed++)
        {
            environment.Reset([0], [seed]);
            Request request = environment.EpisodeOf(0).Request;
            Phrasings.All[environment.KindOf(0)].ShouldSatisfyAllConditions(p => p.Family.ShouldBe(request.Family), p => p.Kind.ShouldBe(request.Kind));
            seen.Add(environment.Kinds[environment.KindOf(0)]);
        }

        seen.Count.ShouldBe(Phrasings.All.Length);
        seen.ShouldContain("brighter_here");
        seen.ShouldContain("lamp_set");
    }

    [Fact]
    public void AnEpisodeEndsWithDoneOrIsCutOffAndThenNeedsAReset()
    {
        var environment = new SmartHomeEnvironment(1, Wordings.Train);
        var results = new StepResult[1];
        Should.Throw<InvalidOperationException>(() => environment.Step([0], results));
        environment.Reset([0], [1]);
        environment.Step([HomeEpisode.Done], results);
        results[0].ShouldSatisfyAllConditions(r => r.Terminated.ShouldBeTrue(), r => r.Truncated.ShouldBeFalse());
        Should.Throw<InvalidOperationException>(() => environment.Step([0], results)).Message.ShouldContain("copy 0");
        environment.Reset([0], [1]);
        for (int t = 1; t <= HomeEpisode.MaxSteps; t++)
        {
            environment.Step([8], results);
            (results[0].Terminated, results[0].Truncated).ShouldBe((false, t == HomeEpisode.MaxSteps));
        }
    }

    [Theory]
    [InlineData(-1f)]
    [InlineData(81f)]
    [InlineData(0.5f)]
    [InlineData(float.NaN)]
    public void AnActionThatIsNoneIsRefusedAndChangesNothing(float action)
    {
        var environment = new SmartHomeEnvironment(1, Wordings.Train);
        environment.Reset([0], [1]);
        string before = Text(environment, 0);
        Should.Throw<ArgumentException>(() => environment.Step([action], new StepResult[1]));
        Should.Throw<ArgumentException>(() => environment.Step([1, 2], new StepResult[1]));
        Text(environment, 0).ShouldBe(before);
    }

    [Fact]
    public void MeasuresAreThoseOfTheEndedEpisode()
    {
        var environment = new SmartHomeEnvironment(1, Wordings.All);
        var results = new StepResult[1];
        var measures = new double[environment.Measures.Length];
        int successes = 0;
        for (ulong seed = 0; seed < 200; seed++)
        {
            environment.Reset([0], [seed]);
            environment.Step([HomeEpisode.Done], results);
            environment.CopyMeasures(0, measures);
            double score = measures[environment.Measures.IndexOf("score")];
            measures[environment.Measures.IndexOf("success")].ShouldBe(score > 0 ? 1 : 0);
            (score is 0 or >= 0.7 and <= 1).ShouldBeTrue();
            successes += score > 0 ? 1 : 0;
        }

        successes.ShouldBeInRange(2, 30);
    }

    [Fact]
    public void EveryActionHasItsOwnNameAndServiceCall()
    {
        var environment = new SmartHomeEnvironment(1, Wordings.Train);
        environment.ActionNames.Length.ShouldBe(environment.Descriptor.Actions.Choices);
        environment.ActionNames.Distinct().Count().ShouldBe(81);
        environment.ActionNames[(8 * 8) + 3].ShouldBe("desk_lamp_75");
        ServiceCalls.Describe((8 * 8) + 3).ShouldBe("light.turn_on entity_id=light.desk_lamp brightness_pct=75");
        ServiceCalls.Describe(8 * 8).ShouldBe("light.turn_off entity_id=light.desk_lamp");
        ServiceCalls.Describe((8 * 8) + 7).ShouldBe("light.turn_on entity_id=light.desk_lamp color_temp_kelvin=6500");
        ServiceCalls.Describe(80).ShouldBeNull();
    }

    [Fact]
    public void ResettingSteppingAndWritingAllocateNothing()
    {
        var environment = new SmartHomeEnvironment(4, Wordings.All);
        float[] actions = [3, 17, 45, 80];
        float[] raw = new float[4 * RawObservation.Size];
        byte[] text = new byte[environment.Descriptor.Schema.MaxStepBytes + environment.Descriptor.Schema.MaxEpisodeBytes];
        var results = new StepResult[4];
        int[] indices = [0, 1, 2, 3];
        ulong[] seeds = [1, 2, 3, 4];
        void Round()
        {
            environment.Reset(indices, seeds);
            environment.Step(actions, results);
            environment.CopyObservations(raw);
            for (int style = 0; style < 3; style++)
            {
                environment.WriteEpisode(style, (TextStyle)style, text);
                environment.WriteStep(style, (TextStyle)style, text);
            }
        }

        for (int i = 0; i < 50; i++)
        {
            Round();
            Thread.Sleep(4); // lets tiered compilation finish its work in the background
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            Round();
            seeds[i % 4] += 17;
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void OneCoreMakesMoreThanTwentyThousandStepsASecond()
    {
        var environment = new SmartHomeEnvironment(8, Wordings.Train);
        var random = new HomeRandom(1);
        var actions = new float[8];
        var results = new StepResult[8];
        byte[] text = new byte[environment.Descriptor.Schema.MaxStepBytes];
        environment.Reset([0, 1, 2, 3, 4, 5, 6, 7], [0, 1, 2, 3, 4, 5, 6, 7]);
        double best = 0;

        // Bursts of a millisecond or so: the best of many was not interrupted, however busy the machine is.
        for (int attempt = 0; attempt < 400; attempt++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int t = 0; t < 25; t++)
            {
                for (int copy = 0; copy < 8; copy++)
                {
                    actions[copy] = random.Index(81);
                }

                environment.Step(actions, results);
                for (int copy = 0; copy < 8; copy++)
                {
                    if (results[copy].IsDone)
                    {
                        environment.Reset([copy], [(ulong)t]);
                    }

                    environment.WriteStep(copy, TextStyle.Compact, text);
                }
            }

            best = Math.Max(best, 200 / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        best.ShouldBeGreaterThan(20_000);
    }

    private static string Play(ulong seed)
    {
        var environment = new SmartHomeEnvironment(2, Wordings.Train);
        environment.Reset([0, 1], [seed, seed + 100]);
        var results = new StepResult[2];
        var log = new StringBuilder();
        for (int t = 0; t < 12; t++)
        {
            environment.Step([(7 * t) % 80, (11 * t) % 80], results);
            log.Append(results[0]).Append(results[1]).Append(Text(environment, 0)).Append(Text(environment, 1));
        }

        return log.ToString();
    }

    private static string Text(SmartHomeEnvironment environment, int index)
    {
        byte[] text = new byte[environment.Descriptor.Schema.MaxEpisodeBytes + environment.Descriptor.Schema.MaxStepBytes];
        int length = environment.WriteEpisode(index, TextStyle.Compact, text);
        length += environment.WriteStep(index, TextStyle.Compact, text.AsSpan(length));
        return Encoding.UTF8.GetString(text, 0, length);
    }
}
