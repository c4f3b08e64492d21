using System.Text.Json;
using BitRL.Cli.Tests.Processes;
using Shouldly;
using Xunit;

namespace BitRL.Cli.Tests.Sweeps;

public sealed class SweepTests : IDisposable
{
    private const int Kill = 9;

    /// <summary>Cells of some seconds each, with a checkpoint a second.</summary>
    private const string Long = """
        environments: [CartPole-v1]
        variants:
          small: { backend: mlp, trainer.policy-hidden: 16 }
          paired: { backend: mlp, critic.backend: cpu }
        seeds: 2
        jobs: 2
        settings: { steps: 20000, evaluation-episodes: 3, checkpoint-updates: 1 }
        """;

    private const string Short = """
        environments: [CartPole-v1]
        variants: { raw: mlp, ternary: cpu }
        seeds: 1
        settings: { steps: 512, evaluation-episodes: 2, trainer.rollout: 256 }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ASweepThatIsKilledGoesOnToTheResultsOfOneThatWasNot()
    {
        _folder.Write("s.yaml", Long);
        CliProcess.Run(_folder.Path, "sweep", "s.yaml", "--out", "whole").ShouldSucceed();

        using (var sweep = CliProcess.Start(_folder.Path, "sweep", "s.yaml", "--out", "killed"))
        {
            sweep.WaitUntil(() => Results("killed").Length > 0 && HasUnfinishedCheckpoint("killed"));
            sweep.Signal(Kill);
            sweep.Wait();
        }

        var finished = Results("killed").ToDictionary(path => path, File.GetLastWriteTimeUtc);
        finished.Count.ShouldBeInRange(1, 3, "it was killed in the middle");
        string again = CliProcess.Run(_folder.Path, "sweep", "s.yaml", "--out", "killed").ShouldSucceed().Output;

        again.ShouldContain("4 of 4 cells finished");
        again.ShouldContain("continued");
        finished.ShouldAllBe(pair => File.GetLastWriteTimeUtc(pair.Key) == pair.Value, "a finished cell is not repeated");
        Table("killed").ShouldBe(Table("whole"));
        File.ReadAllBytes(_folder["killed/results.parquet"])[..4].ShouldBe("PAR1"u8.ToArray());
    }

    [Fact]
    public void TheCellsOfAKilledSweepEndWithItAndSaveACheckpoint()
    {
        _folder.Write("s.yaml", Long.Replace("20000", "100000000", StringComparison.Ordinal));
        using var sweep = CliProcess.Start(_folder.Path, "sweep", "s.yaml", "--out", "o");
        string run = _folder["o/cells/CartPole-v1/small/s0"];
        sweep.WaitUntil(() => File.Exists(Path.Combine(run, "checkpoints/last.bitrl")));

        sweep.Signal(Kill);
        sweep.Wait();

        SpinWait.SpinUntil(() => !Agent.Folders.RunFolder.IsHeld(run), TimeSpan.FromSeconds(120)).ShouldBeTrue("its process is gone");
    }

    [Fact]
    public void ASecondSweepOfTheSameFolderIsRefused()
    {
        _folder.Write("s.yaml", Long.Replace("20000", "100000000", StringComparison.Ordinal));
        using var first = CliProcess.Start(_folder.Path, "sweep", "s.yaml", "--out", "o");
        first.WaitUntil(() => File.Exists(_folder["o/results.csv"]));

        CliProcess.Run(_folder.Path, "sweep", "s.yaml", "--out", "o").ShouldFail(ExitCode.InputOutput, "another process");

        first.Signal(2);
        var ended = first.Wait();
        ended.ExitCode.ShouldBe(ExitCode.Interrupted);
        ended.Error.ShouldContain("the same command goes on");
    }

    [Fact]
    public void AFailedCellIsRecordedWithItsReasonAndTheOthersFinish()
    {
        // Nothing but opening the cell's model can find that this is none.
        _folder.Write("bad.gguf", "GGUF, it says");
        _folder.Write("s.yaml", Short.Replace("ternary: cpu", "broken: { backend: cpu, model: bad.gguf }", StringComparison.Ordinal));

        var result = CliProcess.Run(_folder.Path, "sweep", "s.yaml", "--out", "o", "--json");

        result.ShouldFail(ExitCode.SomeCellsFailed, "1 cells failed", "CartPole-v1/broken/s0", "bad.gguf");
        result.LastJson.GetProperty("finished").GetInt32().ShouldBe(1);
        JsonElement failure = result.LastJson.GetProperty("failures")[0];
        failure.GetProperty("exit_code").GetInt32().ShouldBe(ExitCode.BadInput);
        File.ReadAllText(_folder["o/results.csv"]).ShouldContain(",failed,3,");
        CliProcess.Run(_folder.Path, "sweep", "s.yaml", "--out", "o").ExitCode.ShouldBe(ExitCode.SomeCellsFailed);
    }

    [Fact]
    public void ADryRunListsTheCellsAndRunsNothing()
    {
        _folder.Write("s.yaml", Short);

        var cells = CliProcess.Run(_folder.Path, "sweep", "s.yaml", "--dry-run", "--json", "--variant", "raw").ShouldSucceed().LastJson.GetProperty("cells");

        cells.GetArrayLength().ShouldBe(1);
        cells[0].GetProperty("id").GetString().ShouldBe("CartPole-v1/raw/s0");
        cells[0].GetProperty("steps").GetInt64().ShouldBe(512);
        Directory.Exists(_folder["runs"]).ShouldBeFalse();
    }

    [Fact]
    public void EverythingThatIsWrongIsToldAtOnceWithItsLine()
    {
        _folder.Write("s.yaml", "environments: [CartPole-v1, CartPole-v9]\nvariants:\n  a: { backend: cpuu }\n  b: { backend: mlp, stepz: 3 }\n  c: { backend: cpu, model: none.gguf }\n  d: { backend: mlp, steps: 0 }\nseeds: 1\n");

        var result = CliProcess.Run(_folder.Path, "sweep", "s.yaml").ShouldFail(ExitCode.BadInput, "5 problems", "nothing was run");

        result.ErrorLines.ShouldContain(line => line.StartsWith("s.yaml, line 1:", StringComparison.Ordinal) && line.Contains("CartPole-v9", StringComparison.Ordinal));
        result.ErrorLines.ShouldContain(line => line.StartsWith("s.yaml, line 3:", StringComparison.Ordinal) && line.Contains("cpuu", StringComparison.Ordinal));
        result.ErrorLines.ShouldContain(line => line.StartsWith("s.yaml, line 4:", StringComparison.Ordinal) && line.Contains("stepz", StringComparison.Ordinal) && line.Contains("steps", StringComparison.Ordinal));
        result.ErrorLines.ShouldContain(line => line.StartsWith("s.yaml, line 5:", StringComparison.Ordinal) && line.Contains("none.gguf", StringComparison.Ordinal));
        result.ErrorLines.ShouldContain(line => line.Contains("steps is 0", StringComparison.Ordinal));
    }

    [Fact]
    public void CellsOfOtherSettingsAreNotMixedIn()
    {
        _folder.Write("s.yaml", Short.Replace(", ternary: cpu", string.Empty, StringComparison.Ordinal));
        CliProcess.Run(_folder.Path, "sweep", "s.yaml", "--out", "o").ShouldSucceed();
        _folder.Write("s.yaml", Short.Replace(", ternary: cpu", string.Empty, StringComparison.Ordinal).Replace("512", "1024", StringComparison.Ordinal));

        CliProcess.Run(_folder.Path, "sweep", "s.yaml", "--out", "o").ShouldFail(ExitCode.BadInput, "other settings", "CartPole-v1/raw/s0");
    }

    private string[] Results(string sweep) => Directory.Exists(_folder[sweep]) ? Directory.GetFiles(_folder[sweep], "result.json", SearchOption.AllDirectories) : [];

    private bool HasUnfinishedCheckpoint(string sweep) => Directory.GetFiles(_folder[sweep], "last.bitrl", SearchOption.AllDirectories)
        .Any(path => !File.Exists(Path.Combine(Path.GetDirectoryName(path)!, "..", "result.json")));

    /// <summary>The table without the columns that a clock or a memo fills.</summary>
    private string[] Table(string sweep)
    {
        string[] lines = File.ReadAllLines(_folder[$"{sweep}/results.csv"]);
        string[] columns = lines[0].Split(',');
        int kept = Array.IndexOf(columns, "memo_hit_rate");
        kept.ShouldBeGreaterThan(15);
        lines.ShouldAllBe(line => !line.Contains('"') || line.Contains("{\"\"", StringComparison.Ordinal));
        return [.. lines.Select(line => string.Join(',', line.Split(',')[..kept]))];
    }
}
