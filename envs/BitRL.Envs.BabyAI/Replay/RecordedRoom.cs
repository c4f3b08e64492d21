using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using BitRL.Contracts.Environments;

namespace BitRL.Envs.BabyAI;

/// <summary>Replays one recording in copy 0 of an environment. Recordings hold the whole world at their beginning and end only.</summary>
internal sealed class RecordedRoom(RoomEnvironment environment, Recording recording) : IRecordedEpisode
{
    private readonly RoomCopy _copy = environment.CopyOf(0);
    private readonly float[] _action = new float[environment.Count];
    private readonly StepResult[] _result = new StepResult[environment.Count];

    /// <summary>What is compared: all of it exactly.</summary>
    public static ImmutableArray<ReplayQuantity> Quantities { get; } =
    [
        .. new[] { "mission", "image", "agent_pos", "agent_dir", "carrying", "reward", "terminated", "truncated", "final_grid" }
            .Select(name => new ReplayQuantity(name, 0, 0)),
    ];

    public string Name => recording.ActionsFrom is { } source ? $"episode {recording.Episode} ({source})" : $"episode {recording.Episode}";

    public int Steps => recording.Actions.Length;

    public bool HoldsEveryState => false;

    public void Restart(int step, IReplayComparison comparison)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(step, 0);
        Room room = _copy.Room;
        for (int x = 0; x < Room.Size; x++)
        {
            for (int y = 0; y < Room.Size; y++)
            {
                room[x, y] = HexCells.Read(recording.Grid, Room.Index(x, y));
            }
        }

        room.Begin(recording.AgentPos[0], recording.AgentPos[1], recording.AgentDir);
        environment.Begin(0);
        comparison.Compare("mission", recording.Mission, Encoding.UTF8.GetString(_copy.Observation.Mission.Span));
        comparison.Compare("image", recording.Image, HexCells.Write(Image()));
    }

    public void Step(int step, IReplayComparison comparison)
    {
        _action[0] = recording.Actions[step];
        environment.Step(_action, _result);
        Room room = _copy.Room;
        int[] position = recording.StepAgentPos[step];
        comparison.Compare("agent_pos", [position[0], position[1]], [room.X, room.Y]);
        comparison.Compare("agent_dir", [recording.StepAgentDir[step]], [room.Heading]);
        comparison.Compare("carrying", Text(recording.StepCarrying[step]), Text(room.Carried));
        comparison.Compare("image", recording.StepImage[step], HexCells.Write(Image()));
        comparison.Compare("reward", [recording.Reward[step]], [_result[0].Reward]);
        comparison.Compare("terminated", [recording.Terminated[step] ? 1 : 0], [_result[0].Terminated ? 1 : 0]);
        comparison.Compare("truncated", [recording.Truncated[step] ? 1 : 0], [_result[0].Truncated ? 1 : 0]);
        if (step == Steps - 1)
        {
            comparison.Compare("final_grid", recording.FinalGrid, HexCells.Write(Grid()));
        }
    }

    private static string Text(string[]? thing) => thing is null ? "nothing" : string.Join(' ', thing);

    private static string Text(Cell cell) =>
        cell.IsObject ? string.Create(CultureInfo.InvariantCulture, $"{cell.Kind} {cell.Color}").ToLowerInvariant() : "nothing";

    private Cell[] Grid() => [.. Enumerable.Range(0, Room.Size * Room.Size).Select(i => _copy.Room[i / Room.Size, i % Room.Size])];

    private ReadOnlySpan<Cell> Image() => _copy.View;
}
