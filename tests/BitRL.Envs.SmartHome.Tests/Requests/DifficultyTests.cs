using BitRL.Contracts.Environments;
using BitRL.Envs.SmartHome.Goals;
using BitRL.Envs.SmartHome.Home;
using BitRL.Envs.SmartHome.Requests;
using BitRL.Envs.SmartHome.Stepping;
using Shouldly;

namespace BitRL.Envs.SmartHome.Tests.Requests;

/// <summary>Our episodes are as hard as those of the reference implementation: fixed policies get what they got there (2000 episodes each).</summary>
public sealed class DifficultyTests
{
    private const int Episodes = 2_000;

    // Four standard errors of a mean of 0/1 outcomes with probabilities near 0.08, for both samples.
    private const double ScoreTolerance = 0.035;

    // Four standard errors of a mean return, whose deviation is 0.3 to 0.5 for these policies, for both samples.
    private const double ReturnTolerance = 0.06;

    [Theory]
    [InlineData(nameof(Wordings.Train), 1.372)]
    [InlineData(nameof(Wordings.HeldOut), 1.369)]
    public void TheOracleScoresOne(string wordings, double expectedReturn)
    {
        (double mean, double score, double length) = Play(wordings, OracleActions);
        mean.ShouldBe(expectedReturn, ReturnTolerance);
        score.ShouldBe(1, 1e-12);
        length.ShouldBe(2.8, 0.2);
    }

    [Theory]
    [InlineData(nameof(Wordings.Train), -0.742, 0.001)]
    [InlineData(nameof(Wordings.HeldOut), -0.736, 0.001)]
    public void RandomActionsScoreNothing(string wordings, double expectedReturn, double expectedScore)
    {
        var random = new HomeRandom(17);
        ShouldScore(wordings, _ => [.. Enumerable.Range(0, HomeEpisode.MaxSteps).Select(_ => random.Index(HomeEpisode.Done + 1))], expectedReturn, expectedScore);
    }

    [Theory]
    [InlineData(nameof(Wordings.Train), 0.034, 0.050)]
    [InlineData(nameof(Wordings.HeldOut), 0.038, 0.054)]
    public void DoneAtOnceScoresWhatWasMetAlready(string wordings, double expectedReturn, double expectedScore) =>
        ShouldScore(wordings, _ => [HomeEpisode.Done], expectedReturn, expectedScore);

    [Theory]
    [InlineData(nameof(Wordings.Train), -0.386, 0.075)]
    [InlineData(nameof(Wordings.HeldOut), -0.378, 0.080)]
    public void EverythingOffScoresLittle(string wordings, double expectedReturn, double expectedScore) =>
        ShouldScore(wordings, episode => Off(episode, HomeLayout.AllLamps), expectedReturn, expectedScore);

    [Theory]
    [InlineData(nameof(Wordings.Train), -0.030, 0.067)]
    [InlineData(nameof(Wordings.HeldOut), -0.028, 0.069)]
    public void TheSpeakersRoomOffScoresLittle(string wordings, double expectedReturn, double expectedScore) =>
        ShouldScore(wordings, episode => Off(episode, HomeLayout.LampsOf(episode.Conditions.Speaker)), expectedReturn, expectedScore);

    [Theory]
    [InlineData(nameof(Wordings.Train), -0.030, 0.082)]
    [InlineData(nameof(Wordings.HeldOut), -0.026, 0.089)]
    public void ReadingLightWhereTheSpeakerIsScoresLittle(string wordings, double expectedReturn, double expectedScore) =>
        ShouldScore(wordings, ReadingLight, expectedReturn, expectedScore);

    [Fact]
    public void FamiliesAreDrawnAboutAsOftenAsThatTheyApply()
    {
        var counts = new Dictionary<RequestFamily, int>();
        foreach (HomeEpisode episode in Draw(nameof(Wordings.Train)))
        {
            counts[episode.Request.Family] = counts.GetValueOrDefault(episode.Request.Family) + 1;
        }

        // As often as in the reference implementation's 2000 training episodes, within four standard errors of both.
        (RequestFamily Family, double Share)[] expected =
        [
            (RequestFamily.ActivityInRoom, 0.2595), (RequestFamily.ActivityHere, 0.241), (RequestFamily.Relative, 0.139),
            (RequestFamily.RelativeHere, 0.0495), (RequestFamily.Lamp, 0.17), (RequestFamily.Home, 0.141),
        ];
        foreach ((RequestFamily family, double share) in expected)
        {
            (counts[family] / (double)Episodes).ShouldBe(share, 4 * Math.Sqrt(2 * share * (1 - share) / Episodes), family.ToString());
        }
    }

    private static void ShouldScore(string wordings, Func<HomeEpisode, List<int>> policy, double expectedReturn, double expectedScore)
    {
        (double mean, double score, _) = Play(wordings, policy);
        mean.ShouldBe(expectedReturn, ReturnTolerance);
        score.ShouldBe(expectedScore, ScoreTolerance);
    }

    private static (double Return, double Score, double Length) Play(string wordings, Func<HomeEpisode, List<int>> policy)
    {
        double sum = 0;
        double score = 0;
        double length = 0;
        foreach (HomeEpisode drawn in Draw(wordings))
        {
            HomeEpisode episode = drawn;
            foreach (int action in policy(episode))
            {
                StepResult result = episode.Step(action);
                sum += result.Reward;
                length++;
                if (result.IsDone)
                {
                    score += episode.Score;
                    break;
                }
            }

            episode.IsOver.ShouldBeTrue();
        }

        return (sum / Episodes, score / Episodes, length / Episodes);
    }

    private static IEnumerable<HomeEpisode> Draw(string wordings)
    {
        for (ulong seed = 1; seed <= Episodes; seed++)
        {
            var random = new HomeRandom(seed);
            yield return HomeEpisode.Draw(ref random, Enum.Parse<Wordings>(wordings));
        }
    }

    private static List<int> OracleActions(HomeEpisode episode)
    {
        CheapestLamps.TryFind(episode.Request.Goal, episode.Conditions, episode.Lamps, out LampStates wanted, out _).ShouldBeTrue();
        return Towards(episode.Lamps, wanted);
    }

    private static List<int> ReadingLight(HomeEpisode episode)
    {
        Room room = episode.Conditions.Speaker;
        var goal = new Goal(HomeLayout.LampsOf(room), GoalTerm.Lux(room, 250, 500), GoalTerm.Color(room, 0b011));
        return CheapestLamps.TryFind(goal, episode.Conditions, episode.Lamps, out LampStates wanted, out _) ? Towards(episode.Lamps, wanted) : [HomeEpisode.Done];
    }

    private static List<int> Off(HomeEpisode episode, int lamps)
    {
        LampStates wanted = episode.Lamps;
        for (int lamp = 0; lamp < HomeLayout.Lamps.Length; lamp++)
        {
            wanted = (lamps & (1 << lamp)) != 0 ? wanted.WithLevel(lamp, 0) : wanted;
        }

        return Towards(episode.Lamps, wanted);
    }

    // Colour before level, lamp by lamp: the order of the reference implementation.
    private static List<int> Towards(LampStates now, LampStates wanted)
    {
        var actions = new List<int>();
        for (int lamp = 0; lamp < HomeLayout.Lamps.Length; lamp++)
        {
            if (now.Color(lamp) != wanted.Color(lamp))
            {
                actions.Add((lamp * HomeEpisode.ActionsPerLamp) + 5 + (int)wanted.Color(lamp));
            }

            if (now.Level(lamp) != wanted.Level(lamp))
            {
                actions.Add((lamp * HomeEpisode.ActionsPerLamp) + wanted.Level(lamp));
            }
        }

        actions.Add(HomeEpisode.Done);
        return actions;
    }
}
