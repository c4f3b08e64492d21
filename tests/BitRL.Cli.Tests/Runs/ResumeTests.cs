using System.Text.Json;
using BitRL.Cli.Tests.Processes;
using Shouldly;
using Xunit;

namespace BitRL.Cli.Tests.Runs;

public sealed class ResumeTests : IDisposable
{
    private const int Interrupt = 2;
    private const int Kill = 9;
    private const int Terminate = 15;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Kill, 137)]
    [InlineData(Interrupt, ExitCode.Interrupted)]
    [InlineData(Terminate, ExitCode.Terminated)]
    public void AStoppedRunEndsWithTheNumbersOfOneThatWasNot(int signal, int code)
    {
        CliProcess.Run(_folder.Path, Arguments("whole")).ShouldSucceed();

        StopBeforeItsEnd(signal, code);

        File.Exists(_folder["stopped/checkpoints/last.bitrl"]).ShouldBeTrue();
        CliProcess.Run(_folder.Path, "run", "--resume", "--out", "stopped").ShouldSucceed();

        Result("stopped").ShouldBe(Result("whole"));
        Metrics("stopped").ShouldBe(Metrics("whole"));
        File.ReadAllText(_folder["stopped/evaluation.json"]).ShouldBe(File.ReadAllText(_folder["whole/evaluation.json"]));
    }

    [Fact]
    public void ACheckpointOfAnotherEnvironmentIsRefused()
    {
        Train("r");

        CliProcess.Run(_folder.Path, "run", "--resume", "--out", "r", "--env", "Acrobot-v1").ShouldFail(ExitCode.CheckpointMismatch, "CartPole-v1", "Acrobot-v1");
    }

    [Fact]
    public void ACheckpointOfAnotherEncoderIsRefused()
    {
        Train("r");

        CliProcess.Run(_folder.Path, "run", "--resume", "--out", "r", "--backend", "cpu").ShouldFail(ExitCode.CheckpointMismatch);
    }

    [Fact]
    public void ADamagedCheckpointIsRefusedAndKept()
    {
        Train("r");
        string path = _folder["r/checkpoints/last.bitrl"];
        byte[] bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);

        CliProcess.Run(_folder.Path, "run", "--resume", "--out", "r").ShouldFail(ExitCode.BadInput, "last.bitrl");
        CliProcess.Run(_folder.Path, "eval", "r").ShouldFail(ExitCode.BadInput, "last.bitrl");

        File.ReadAllBytes(path).ShouldBe(bytes);
    }

    [Fact]
    public void FiguresThatWereOverwrittenAreRefused()
    {
        Train("r");
        string path = _folder["r/metrics.csv"];
        File.WriteAllText(path, new string('#', (int)new FileInfo(path).Length));

        CliProcess.Run(_folder.Path, "run", "--resume", "--out", "r").ShouldFail(ExitCode.InputOutput, "metrics.csv", "changed since the checkpoint");
    }

    [Fact]
    public void AFolderWithoutARunCannotBeResumed() => CliProcess.Run(_folder.Path, "run", "--resume", "--out", "nothing").ShouldFail(ExitCode.InputOutput, "holds no run");

    [Fact]
    public void ARunCanBeMadeLonger()
    {
        Train("r");

        var result = CliProcess.Run(_folder.Path, "run", "--resume", "--out", "r", "--steps", "1024", "--json").ShouldSucceed().LastJson;

        result.GetProperty("steps").GetInt64().ShouldBe(1024);
    }

    /// <summary>Signals a run after its first checkpoint. Where the machine held this process up for so long that the run came to its end, it is tried again: nothing was stopped.</summary>
    private void StopBeforeItsEnd(int signal, int code)
    {
        const int Attempts = 10;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            using var process = CliProcess.Start(_folder.Path, Arguments("stopped"));
            process.WaitUntil(() => File.Exists(_folder["stopped/checkpoints/last.bitrl"]));
            process.Signal(signal);
            int ended = process.Wait().ExitCode;
            if (!File.Exists(_folder["stopped/result.json"]))
            {
                ended.ShouldBe(code);
                return;
            }

            Directory.Delete(_folder["stopped"], recursive: true);
        }

        Assert.Fail($"The run came to its end before its signal, {Attempts} times.");
    }

    private void Train(string name) =>
        CliProcess.Run(_folder.Path, "run", "--backend", "mlp", "--steps", "512", "--set", "trainer.rollout=256", "--set", "evaluation-episodes=2", "--out", name).ShouldSucceed();

    // Long enough that a signal comes before the end, even on a fast machine: checkpoints are written once a second at most.
    private static string[] Arguments(string name) =>
    [
        "run", "--backend", "mlp", "--seed", "5", "--steps", "800000", "--set", "evaluation-episodes=4", "--set", "trainer.epochs=2", "--set", "checkpoint-updates=1", "--out", name,
    ];

    private Dictionary<string, string> Result(string name)
    {
        string[] timed = ["steps_per_second", "encode_ms_p50", "encode_ms_p99", "peak_rss_mb", "training_seconds", "out"];
        using var json = JsonDocument.Parse(File.ReadAllText(_folder[$"{name}/result.json"]));
        return json.RootElement.EnumerateObject().Where(p => !timed.Contains(p.Name)).ToDictionary(p => p.Name, p => p.Value.GetRawText());
    }

    /// <summary>metrics.csv without the columns that a clock fills.</summary>
    private string[] Metrics(string name)
    {
        string[] lines = File.ReadAllLines(_folder[$"{name}/metrics.csv"]);
        string[] columns = lines[0].Split(',');
        int[] kept = [.. Enumerable.Range(0, columns.Length).Where(i => !columns[i].Contains("second", StringComparison.Ordinal) && !columns[i].Contains("time", StringComparison.Ordinal))];
        kept.Length.ShouldBeGreaterThan(4);
        return [.. lines.Select(line => string.Join(',', kept.Select(i => line.Split(',')[i])))];
    }
}
