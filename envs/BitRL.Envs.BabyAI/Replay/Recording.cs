using System.Text.Json;

namespace BitRL.Envs.BabyAI;

/// <summary>
/// One line of a trajectory file: an episode of the original. Grids and images are hexadecimal, three digits (kind, colour, state) a cell, column by
/// column. Element t of the arrays is what action t led to.
/// </summary>
internal sealed record Recording
{
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public required string Env { get; init; }

    public required int Episode { get; init; }

    public string? ActionsFrom { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required int MaxSteps { get; init; }

    public required string Mission { get; init; }

    public required string Grid { get; init; }

    public required int[] AgentPos { get; init; }

    public required int AgentDir { get; init; }

    public required string Image { get; init; }

    public required int[] Actions { get; init; }

    public required int[][] StepAgentPos { get; init; }

    public required int[] StepAgentDir { get; init; }

    public required string[]?[] StepCarrying { get; init; }

    public required string[] StepImage { get; init; }

    public required double[] Reward { get; init; }

    public required bool[] Terminated { get; init; }

    public required bool[] Truncated { get; init; }

    public required string FinalGrid { get; init; }

    /// <summary>Reads a line and checks that it is of this level and whole.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static Recording Read(ReadOnlySpan<byte> line, string level)
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

        if (recording.Env != level)
        {
            throw new FormatException($"\"env\" is '{recording.Env}', but this is {level}");
        }

        recording.CheckWorld();
        recording.CheckSteps();
        return recording;
    }

    private void CheckWorld()
    {
        Require(Width == Room.Size && Height == Room.Size, "width and height", $"{Room.Size}: all these levels have one room of that size");
        Require(MaxSteps == Room.MaxSteps, "max_steps", $"{Room.MaxSteps}");
        Require(HexCells.CanRead(Grid, Room.Size * Room.Size), "grid", "three hexadecimal digits for each of 64 cells, of walls, keys, balls and boxes");
        Require(AgentPos is [> 0 and < Room.Size - 1, > 0 and < Room.Size - 1], "agent_pos", "a column and a row within the walls");
        Require(AgentDir is >= 0 and < Heading.Count, "agent_dir", "0 to 3");
        Cell agentCell = HexCells.Read(Grid, Room.Index(AgentPos[0], AgentPos[1]));
        Require(agentCell == Cell.Empty, "grid", "nothing where the agent stands");
        for (int i = 0; i < Room.Size; i++)
        {
            Require(IsWall(i, 0) && IsWall(i, Room.Size - 1) && IsWall(0, i) && IsWall(Room.Size - 1, i), "grid", "walls all around");
        }
    }

    private bool IsWall(int x, int y) => HexCells.Read(Grid, Room.Index(x, y)) == Cell.Wall;

    private void CheckSteps()
    {
        int steps = Actions.Length;
        bool hasOneAStep = StepAgentPos.Length == steps && StepAgentDir.Length == steps && StepCarrying.Length == steps && StepImage.Length == steps
            && Reward.Length == steps && Terminated.Length == steps && Truncated.Length == steps;
        Require(hasOneAStep, "step_agent_pos, step_agent_dir, step_carrying, step_image, reward, terminated and truncated", $"{steps} elements, one an action");
        Require(steps <= Room.MaxSteps, "actions", $"at most {Room.MaxSteps}");
        Require(Array.TrueForAll(Actions, action => action is >= 0 and <= (int)RoomAction.Done), "actions", $"0 to {(int)RoomAction.Done}");
        Require(Array.TrueForAll(StepAgentPos, position => position?.Length == 2), "step_agent_pos", "a column and a row each");
        Require(Array.TrueForAll(StepCarrying, thing => thing is null or [not null, not null]), "step_carrying", "null, or a kind and a colour each");
        int end = Enumerable.Range(0, steps).FirstOrDefault(t => Terminated[t] || Truncated[t], steps - 1);
        Require(end == steps - 1, "actions", "nothing after the end of the episode");
    }

    private static void Require(bool isSo, string name, string what)
    {
        if (!isSo)
        {
            throw new FormatException($"\"{name}\" must hold {what}");
        }
    }
}
