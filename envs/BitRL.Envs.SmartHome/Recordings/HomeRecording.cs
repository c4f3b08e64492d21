using System.Collections.Immutable;
using System.Text.Json;
using BitRL.Contracts.Environments;
using BitRL.Envs.SmartHome.Goals;
using BitRL.Envs.SmartHome.Home;
using BitRL.Envs.SmartHome.Stepping;

namespace BitRL.Envs.SmartHome.Recordings;

/// <summary>A recorded episode: the home at the start, the request with its goal, then actions and what each led to.</summary>
internal sealed class HomeRecording : IRecordedEpisode
{
    /// <summary>Sines and logarithms may differ in the last digit between mathematics libraries.</summary>
    private const double Tolerance = 1e-12;

    /// <summary>Raw observations are compared as float32: half a unit in the last place of values up to 1, and a bit.</summary>
    private const double ObservationTolerance = 1.3e-7;

    private static readonly ImmutableArray<ReplayQuantity> AllQuantities =
    [
        new("sun_elevation", Tolerance, Tolerance),
        new("outdoor_lux", 1e-9, 1e-9),
        new("pstar", Tolerance, Tolerance),
        new("oracle", 0, 0),
        new("observation", ObservationTolerance, ObservationTolerance),
        new("attainment", Tolerance, Tolerance),
        new("satisfied", 0, 0),
        new("level", 0, 0),
        new("cct", 0, 0),
        new("reward", Tolerance, Tolerance),
        new("terminated", 0, 0),
        new("truncated", 0, 0),
        new("score", Tolerance, Tolerance),
        new("utterance", 0, 0),
    ];

    private readonly SmartHomeEnvironment _environment;
    private readonly RecordedHome _home;

    private HomeRecording(RecordedHome home, SmartHomeEnvironment environment)
    {
        _home = home;
        _environment = environment;
    }

    /// <summary>What is compared.</summary>
    public static ImmutableArray<ReplayQuantity> Quantities => AllQuantities;

    public string Name => $"episode {_home.Episode} ({_home.ActionsFrom})";

    public int Steps => _home.Actions.Length;

    public bool HoldsEveryState => false;

    /// <summary>Reads a line.</summary>
    /// <exception cref="FormatException">It is not a recording of this environment.</exception>
    public static HomeRecording Read(ReadOnlySpan<byte> line, SmartHomeEnvironment environment)
    {
        try
        {
            RecordedHome home = JsonSerializer.Deserialize(line, RecordingJson.Default.RecordedHome) ?? throw new FormatException("the line is null");
            home.Check();
            return new HomeRecording(home, environment);
        }
        catch (JsonException e)
        {
            throw new FormatException($"the line is not a recorded episode of SmartHome-Light-v0: {e.Message}", e);
        }
    }

    public void Restart(int step, IReplayComparison comparison)
    {
        HomeEpisode episode = _home.Start();
        _environment.Restore(0, episode);
        Compare(comparison, "sun_elevation", _home.SunElevation, episode.Conditions.Elevation);
        Compare(comparison, "outdoor_lux", _home.OutdoorLux, episode.Conditions.OutdoorLux);
        Compare(comparison, "pstar", _home.Pstar, episode.LeastWatts);
        CheapestLamps.TryFind(episode.Request.Goal, episode.Conditions, episode.Lamps, out LampStates cheapest, out _);
        comparison.Compare("oracle", [.. _home.OracleLevel, .. _home.OracleCct], [.. Levels(cheapest), .. Colors(cheapest)]);
        Compare(comparison, "attainment", _home.InitAttainment, episode.Attainment);
        Compare(comparison, "satisfied", _home.InitSatisfied ? 1 : 0, episode.IsSatisfied ? 1 : 0);
        CompareObservation(comparison, _home.InitObs);
        comparison.Compare("utterance", _home.Utterance, _environment.UtteranceOf(0));
    }

    public void Step(int step, IReplayComparison comparison)
    {
        var results = new StepResult[1];
        _environment.Step([_home.Actions[step]], results);
        HomeEpisode episode = _environment.EpisodeOf(0);
        comparison.Compare("level", _home.Level[step].AsSpan(), Levels(episode.Lamps));
        comparison.Compare("cct", _home.Cct[step].AsSpan(), Colors(episode.Lamps));
        Compare(comparison, "attainment", _home.Attainment[step], episode.Attainment);
        Compare(comparison, "satisfied", _home.Satisfied[step] ? 1 : 0, episode.IsSatisfied ? 1 : 0);
        Compare(comparison, "reward", _home.Reward[step], results[0].Reward);
        Compare(comparison, "terminated", _home.Terminated[step] ? 1 : 0, results[0].Terminated ? 1 : 0);
        Compare(comparison, "truncated", _home.Truncated[step] ? 1 : 0, results[0].Truncated ? 1 : 0);
        Compare(comparison, "score", _home.Score[step] ?? double.NaN, results[0].IsDone ? episode.Score : double.NaN);
        if (step == Steps - 1)
        {
            CompareObservation(comparison, _home.FinalObs);
        }
    }

    private static void Compare(IReplayComparison comparison, string quantity, double recorded, double replayed) => comparison.Compare(quantity, [recorded], [replayed]);

    private static double[] Levels(LampStates lamps) => [.. Enumerable.Range(0, HomeLayout.Lamps.Length).Select(lamp => (double)lamps.Level(lamp))];

    private static double[] Colors(LampStates lamps) => [.. Enumerable.Range(0, HomeLayout.Lamps.Length).Select(lamp => (double)lamps.Color(lamp))];

    private void CompareObservation(IReplayComparison comparison, ImmutableArray<double> recorded)
    {
        var observation = new float[RawObservation.Size];
        _environment.CopyObservations(observation);
        comparison.Compare("observation", recorded.AsSpan(), [.. observation.Select(value => (double)value)]);
    }
}
