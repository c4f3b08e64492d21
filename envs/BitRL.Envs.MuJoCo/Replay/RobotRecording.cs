using System.Text.Json;

namespace BitRL.Envs.MuJoCo;

/// <summary>One line of a trajectory file. Row t of the arrays is what action t led to. What a file leaves out is not compared.</summary>
internal sealed record RobotRecording
{
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public required string Env { get; init; }

    public int Trajectory { get; init; }

    public string? Label { get; init; }

    public required double[] InitQpos { get; init; }

    public required double[] InitQvel { get; init; }

    public required float[][] Actions { get; init; }

    public required double[][] Qpos { get; init; }

    public required double[][] Qvel { get; init; }

    public double[]? InitObs { get; init; }

    public double[][]? Obs { get; init; }

    public double[]? Reward { get; init; }

    public double[]? ForwardReward { get; init; }

    public double[]? CtrlCost { get; init; }

    public bool[]? IsHealthy { get; init; }

    public bool[]? Terminated { get; init; }

    public int[]? Ncon { get; init; }

    public int[]? Nefc { get; init; }

    /// <summary>Reads a line and checks that it is of a task.</summary>
    /// <exception cref="FormatException">It is not; the message names the array.</exception>
    public static RobotRecording Read(ReadOnlySpan<byte> line, RobotTask task)
    {
        RobotRecording recording;
        try
        {
            recording = JsonSerializer.Deserialize<RobotRecording>(line, Snake) ?? throw new FormatException("the line is null; it must be an object");
        }
        catch (JsonException error)
        {
            throw new FormatException(error.Message.TrimEnd('.'), error);
        }

        if (recording.Env != task.Descriptor.Id)
        {
            throw new FormatException($"\"env\" is '{recording.Env}', but this is {task.Descriptor.Id}");
        }

        recording.Check(task.Size, task.Descriptor.ObservationSize, task.Descriptor.Actions.Size);
        return recording;
    }

    private void Check(int size, int observationSize, int actionSize)
    {
        int steps = Actions.Length;
        Require(InitQpos.Length == size, "init_qpos", $"{size} numbers");
        Require(InitQvel.Length == size, "init_qvel", $"{size} numbers");
        Require(Array.TrueForAll(Actions, row => row?.Length == actionSize && Array.TrueForAll(row, float.IsFinite)), "actions", $"rows of {actionSize} finite numbers");
        Require(Fits(Qpos, steps, size), "qpos", $"{steps} rows (one an action) of {size}");
        Require(Fits(Qvel, steps, size), "qvel", $"{steps} rows (one an action) of {size}");
        Require(InitObs is null || InitObs.Length == observationSize, "init_obs", $"{observationSize} numbers");
        Require(Obs is null || Fits(Obs, steps, observationSize), "obs", $"{steps} rows (one an action) of {observationSize}");
        foreach ((Array? array, string name) in ((Array?, string)[])[(Reward, "reward"), (ForwardReward, "forward_reward"), (CtrlCost, "ctrl_cost"), (IsHealthy, "is_healthy"), (Terminated, "terminated"), (Ncon, "ncon"), (Nefc, "nefc")])
        {
            Require(array is null || array.Length == steps, name, $"{steps} values, one an action");
        }
    }

    private static bool Fits(double[][] rows, int steps, int width) => rows.Length == steps && Array.TrueForAll(rows, row => row?.Length == width);

    private static void Require(bool isSo, string name, string what)
    {
        if (!isSo)
        {
            throw new FormatException($"\"{name}\" must hold {what}");
        }
    }
}
