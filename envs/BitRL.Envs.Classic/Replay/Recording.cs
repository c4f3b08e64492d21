using System.Text.Json;

namespace BitRL.Envs.Classic;

/// <summary>One line of a trajectory file. Row t of the arrays is what action t led to.</summary>
internal sealed record Recording
{
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public required string Env { get; init; }

    public required int Episode { get; init; }

    public string? Label { get; init; }

    public required double[] InitState { get; init; }

    public required float[] InitObs { get; init; }

    public required float[] Actions { get; init; }

    public required double[][] State { get; init; }

    public required float[][] Obs { get; init; }

    public required double[] Reward { get; init; }

    public required bool[] Terminated { get; init; }

    public required bool[] Truncated { get; init; }

    /// <summary>Reads a line and checks that it is of this environment, with arrays of these sizes.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static Recording Read(ReadOnlySpan<byte> line, string environment, int stateSize, int observationSize, int choices)
    {
        Recording recording;
        try
        {
            recording = JsonSerializer.Deserialize<Recording>(line, Snake) ?? throw new FormatException("the line is null; it must be an object");
        }
        catch (JsonException e)
        {
            throw new FormatException(e.Message.TrimEnd('.'), e);
        }

        if (recording.Env != environment)
        {
            throw new FormatException($"\"env\" is '{recording.Env}', but this is {environment}");
        }

        recording.Check(stateSize, observationSize, choices);
        return recording;
    }

    private void Check(int stateSize, int observationSize, int choices)
    {
        int steps = Actions.Length;
        Require(InitState.Length == stateSize, "init_state", $"{stateSize} numbers");
        Require(InitObs.Length == observationSize, "init_obs", $"{observationSize} numbers");
        Require(State.Length == steps && Array.TrueForAll(State, row => row?.Length == stateSize), "state", $"{steps} rows (one an action) of {stateSize}");
        Require(Obs.Length == steps && Array.TrueForAll(Obs, row => row?.Length == observationSize), "obs", $"{steps} rows (one an action) of {observationSize}");
        Require(Reward.Length == steps, "reward", $"{steps} numbers, one an action");
        Require(Terminated.Length == steps, "terminated", $"{steps} flags, one an action");
        Require(Truncated.Length == steps, "truncated", $"{steps} flags, one an action");
        Require(Array.TrueForAll(Actions, action => action >= 0 && action < choices && (int)action == action), "actions", $"whole numbers from 0 to {choices - 1}");
    }

    private static void Require(bool isSo, string name, string what)
    {
        if (!isSo)
        {
            throw new FormatException($"\"{name}\" must hold {what}");
        }
    }
}
