using BitRL.Envs.SmartHome.Goals;
using BitRL.Envs.SmartHome.Home;
using Shouldly;

namespace BitRL.Envs.SmartHome.Tests.Goals;

public sealed class GoalTests
{
    // Midnight in winter: all light is lamp light.
    private static readonly HomeConditions Night = new(0, 1, Sky.Clear, 1, Room.LivingRoom);

    [Theory]
    [InlineData(4, 100, 200, 1)]
    [InlineData(2, 100, 200, 1)]
    [InlineData(1, 101, 200, 0.5)]
    [InlineData(0, 100, 200, 0)]
    [InlineData(4, 20, 99.5, 0.5)]
    public void LightOutsideTheBoundsLosesHalfAPointADoubling(int level, double low, double high, double expected)
    {
        // The living room's ceiling light gives 50 lux a level. At (50 + 1) · 2 = 102 and (99.5 + 1) · 2 = 201 lux the loss is one doubling.
        LampStates lamps = default(LampStates).WithLevel(0, level);
        GoalTerm.Lux(Room.LivingRoom, low, high).Satisfaction(Night, lamps).ShouldBe(expected, 1e-12);
    }

    [Fact]
    public void ColourCountsByLightAndNotAtAllInTheDark()
    {
        GoalTerm warm = GoalTerm.Color(Room.Study, 1 << (int)LightColor.Warm);
        LampStates lamps = default(LampStates).WithColor(7, LightColor.Cool);
        warm.Satisfaction(Night, lamps).ShouldBe(1);

        // 110 lux cool from the ceiling, 100 warm from the desk.
        lamps = lamps.WithLevel(7, 2).WithLevel(8, 1);
        warm.Satisfaction(Night, lamps).ShouldBe(100.0 / 210, 1e-12);
    }

    [Fact]
    public void EachLampTouchedOutsideTheScopeCostsAQuarterAndTheSatisfaction()
    {
        LampStates start = default(LampStates).WithLevel(5, 2);
        var goal = new Goal(1 << 1, GoalTerm.On(1));
        LampStates lamps = start.WithLevel(1, 3);
        goal.Attainment(Night, start, lamps, out bool satisfied).ShouldBe(1);
        satisfied.ShouldBeTrue();
        goal.Attainment(Night, start, lamps.WithColor(5, LightColor.Cool), out satisfied).ShouldBe(0.75);
        satisfied.ShouldBeFalse();
        goal.Attainment(Night, start, lamps.WithLevel(5, 0).WithColor(5, LightColor.Cool).WithLevel(9, 1), out _).ShouldBe(0.5);
    }

    [Fact]
    public void TheCheapestLampsAreThoseOfACompleteSearch()
    {
        foreach (byte[] line in Golden.GoldenFile.ReadEpisodes())
        {
            // The oracle of each recorded episode was found by the reference implementation; here: no cheaper state of one room meets the goal.
            var environment = new SmartHome.Stepping.SmartHomeEnvironment(1, SmartHome.Requests.Wordings.Train);
            environment.ReadRecording(line)[0].Restart(0, new Golden.LargestErrors());
            SmartHome.Stepping.HomeEpisode episode = environment.EpisodeOf(0);
            Goal goal = episode.Request.Goal;
            for (int a = 0; a < 25; a++)
            {
                LampStates lamps = episode.Lamps;
                int scope = goal.Scope;
                int first = System.Numerics.BitOperations.TrailingZeroCount(scope);
                int rest = scope & (scope - 1);
                lamps = lamps.WithLevel(first, a % 5);
                lamps = rest == 0 ? lamps : lamps.WithLevel(System.Numerics.BitOperations.TrailingZeroCount(rest), a / 5);
                goal.Attainment(episode.Conditions, episode.Lamps, lamps, out bool satisfied);
                (!satisfied || lamps.Watts(scope) >= episode.LeastWatts).ShouldBeTrue();
            }
        }
    }
}
