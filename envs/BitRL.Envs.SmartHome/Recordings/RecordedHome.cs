using System.Collections.Immutable;
using BitRL.Envs.SmartHome.Goals;
using BitRL.Envs.SmartHome.Home;
using BitRL.Envs.SmartHome.Requests;
using BitRL.Envs.SmartHome.Stepping;

namespace BitRL.Envs.SmartHome.Recordings;

/// <summary>A line of a trajectory file. Arrays of steps hold what was true after each action; scores are null before the end.</summary>
internal sealed record RecordedHome
{
    private static readonly ImmutableArray<string> Rooms = ["living_room", "kitchen", "bedroom", "bathroom", "study", "hallway"];

    public required string Env { get; init; }

    public required int Episode { get; init; }

    public required string ActionsFrom { get; init; }

    public required string Utterance { get; init; }

    public required RecordedGoal Goal { get; init; }

    public required double Hour { get; init; }

    public required int DayOfYear { get; init; }

    public required string Sky { get; init; }

    public required ImmutableArray<int> Occupancy { get; init; }

    public required string Speaker { get; init; }

    public required ImmutableArray<int> InitLevel { get; init; }

    public required ImmutableArray<int> InitCct { get; init; }

    public required double SunElevation { get; init; }

    public required double OutdoorLux { get; init; }

    public required double Pstar { get; init; }

    public required ImmutableArray<double> OracleLevel { get; init; }

    public required ImmutableArray<double> OracleCct { get; init; }

    public required double InitAttainment { get; init; }

    public required bool InitSatisfied { get; init; }

    public required ImmutableArray<double> InitObs { get; init; }

    public required ImmutableArray<double> FinalObs { get; init; }

    public required ImmutableArray<int> Actions { get; init; }

    public required ImmutableArray<ImmutableArray<double>> Level { get; init; }

    public required ImmutableArray<ImmutableArray<double>> Cct { get; init; }

    public required ImmutableArray<double> Attainment { get; init; }

    public required ImmutableArray<bool> Satisfied { get; init; }

    public required ImmutableArray<double> Reward { get; init; }

    public required ImmutableArray<bool> Terminated { get; init; }

    public required ImmutableArray<bool> Truncated { get; init; }

    public required ImmutableArray<double?> Score { get; init; }

    /// <summary>Number of a room.</summary>
    /// <exception cref="FormatException">There is no such room.</exception>
    public static Room RoomOf(string name) => Rooms.IndexOf(name) is >= 0 and var room
        ? (Room)room
        : throw new FormatException($"there is no room '{name}'; there are {string.Join(", ", Rooms)}");

    /// <summary>Checks lengths and ranges.</summary>
    /// <exception cref="FormatException">Something does not fit; the message says what.</exception>
    public void Check()
    {
        Require(Env == SmartHomeEnvironment.SharedDescriptor.Id, $"env is '{Env}', not {SmartHomeEnvironment.SharedDescriptor.Id}");
        Require(Occupancy.Length == HomeLayout.RoomCount, $"occupancy has {Occupancy.Length} rooms, not {HomeLayout.RoomCount}");
        Require(InitLevel.Length == HomeLayout.Lamps.Length && InitLevel.All(level => level is >= 0 and <= HomeLayout.MaxLevel), "init_level must be ten levels from 0 to 4");
        Require(InitCct.Length == HomeLayout.Lamps.Length && InitCct.All(color => color is >= 0 and < HomeLayout.ColorCount), "init_cct must be ten numbers from 0 to 2");
        Require(Actions.All(action => action is >= 0 and <= HomeEpisode.Done), $"actions must be from 0 to {HomeEpisode.Done}");
        Require(Utterance.Length is > 0 and <= Request.MaxUtteranceBytes && Utterance.All(char.IsAscii), $"utterance must be 1 to {Request.MaxUtteranceBytes} ASCII characters");
        int[] lengths = [Level.Length, Cct.Length, Attainment.Length, Satisfied.Length, Reward.Length, Terminated.Length, Truncated.Length, Score.Length];
        Require(lengths.All(length => length == Actions.Length), $"there are {Actions.Length} actions, but arrays of {string.Join(", ", lengths)} results");
    }

    /// <summary>The episode at its start.</summary>
    /// <exception cref="FormatException">A name is unknown, or the goal cannot be met.</exception>
    public HomeEpisode Start()
    {
        int occupancy = Occupancy.Index().Sum(pair => pair.Item << pair.Index);
        Sky sky = Sky switch
        {
            "clear" => Home.Sky.Clear,
            "partly" => Home.Sky.PartlyCloudy,
            "overcast" => Home.Sky.Overcast,
            _ => throw new FormatException($"sky is '{Sky}'; it must be clear, partly or overcast"),
        };
        LampStates lamps = default;
        for (int lamp = 0; lamp < InitLevel.Length; lamp++)
        {
            lamps = lamps.WithLevel(lamp, InitLevel[lamp]).WithColor(lamp, (LightColor)InitCct[lamp]);
        }

        var conditions = new HomeConditions(Hour, DayOfYear, sky, occupancy, RoomOf(Speaker));
        var request = new Request(Goal.ToGoal(), default, default, SentenceTemplate.Parse(Utterance), default);
        return CheapestLamps.TryFind(request.Goal, conditions, lamps, out _, out _)
            ? new HomeEpisode(conditions, lamps, request)
            : throw new FormatException("no state of the lamps in scope meets the goal");
    }

    private static void Require(bool isGood, string problem)
    {
        if (!isGood)
        {
            throw new FormatException(problem);
        }
    }
}
