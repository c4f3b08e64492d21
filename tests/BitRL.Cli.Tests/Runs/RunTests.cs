using BitRL.Cli.Tests.Processes;
using Shouldly;
using Xunit;

namespace BitRL.Cli.Tests.Runs;

public sealed class RunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static string[] CookingRun => ["run", "--env", "TextWorld-Cooking", "--backend", "mlp", "--steps", "1024", "--set", "evaluation-episodes=6"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheLastLineOfJsonIsTheResult()
    {
        var result = CliProcess.Run(_folder.Path, "run", "--steps", "512", "--seed", "3", "--set", "evaluation-episodes=2", "--set", "trainer.rollout=256", "--out", "r", "--json").ShouldSucceed();

        result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => line.StartsWith('{'));
        var json = result.LastJson;
        foreach (string key in (string[])["env", "backend", "model", "seed", "steps", "steps_per_second", "eval_return_mean", "eval_return_std", "eval_episodes", "memo_hit_rate", "tokens_per_step", "encode_ms_p50", "encode_ms_p99", "peak_rss_mb"])
        {
            json.TryGetProperty(key, out _).ShouldBeTrue(key);
        }

        json.GetProperty("env").GetString().ShouldBe("CartPole-v1");
        json.GetProperty("backend").GetString().ShouldBe("cpu");
        json.GetProperty("model").GetString().ShouldBe("embedded");
        json.GetProperty("seed").GetInt32().ShouldBe(3);
        json.GetProperty("steps").GetInt64().ShouldBe(512);
        json.GetProperty("eval_episodes").GetInt32().ShouldBe(2);
        json.GetProperty("tokens_per_step").GetDouble().ShouldBeGreaterThan(5);
        json.GetProperty("peak_rss_mb").GetDouble().ShouldBeInRange(20, 200);
        File.ReadAllText(_folder["r/result.json"]).TrimEnd().ShouldBe(result.Output.TrimEnd());
    }

    [Fact]
    public void ARunInAPipeIsPlainText()
    {
        var environment = new Dictionary<string, string> { ["CI"] = "true", ["TERM"] = "xterm-256color" };

        var result = CliProcess.Run(_folder.Path, null, environment, [.. ShortRun, "--out", "r"]).ShouldSucceed();

        result.Output.ShouldNotContain('\u001b');
        result.Output.ShouldContain("greedy return");
        result.Error.ShouldBeEmpty();
    }

    [Fact]
    public void WithoutOutTheFolderIsNamedAfterTheRun()
    {
        CliProcess.Run(_folder.Path, [.. ShortRun, "--seed", "7"]).ShouldSucceed();

        string run = Directory.GetDirectories(_folder["runs"]).ShouldHaveSingleItem();
        Path.GetFileName(run).ShouldStartWith("CartPole-v1-mlp-s7-");
    }

    [Fact]
    public void EvalRepeatsTheEvaluationAfterTraining()
    {
        var trained = CliProcess.Run(_folder.Path, [.. ShortRun, "--out", "r", "--json"]).ShouldSucceed().LastJson;

        var again = CliProcess.Run(_folder.Path, "eval", "r", "--json").ShouldSucceed().LastJson;

        again.GetProperty("eval_return_mean").GetDouble().ShouldBe(trained.GetProperty("eval_return_mean").GetDouble());
        again.GetProperty("eval_return_std").GetDouble().ShouldBe(trained.GetProperty("eval_return_std").GetDouble());
    }

    [Fact]
    public void EvalPlaysOtherSettingsThanTheRunWhereItIsTold()
    {
        var trained = CliProcess.Run(_folder.Path, [.. CookingRun, "--set", "env.split=train", "--set", "eval.env.go=12", "--out", "r", "--json"]).ShouldSucceed().LastJson;
        var again = CliProcess.Run(_folder.Path, "eval", "r", "--json").ShouldSucceed().LastJson;
        var other = CliProcess.Run(_folder.Path, "eval", "r", "--json", "--set", "env.go=1", "--set", "env.split=test").ShouldSucceed().LastJson;

        again.GetProperty("eval_return_mean").GetDouble().ShouldBe(trained.GetProperty("eval_return_mean").GetDouble());
        again.GetProperty("eval_length_mean").GetDouble().ShouldBe(trained.GetProperty("eval_length_mean").GetDouble());
        again.GetProperty("eval_settings").ToString().ShouldBe("""{"go":"12"}""");
        other.GetProperty("eval_settings").ToString().ShouldBe("""{"go":"1","split":"test"}""");
        CliProcess.Run(_folder.Path, "eval", "r", "--set", "env.split=all").ShouldFail(ExitCode.Usage, "split is 'all'");
        CliProcess.Run(_folder.Path, "eval", "r", "--set", "env.splt=test").ShouldFail(ExitCode.Usage, "did you mean split?");
    }

    [Fact]
    public void SettingsThatEvaluationsCannotHaveAreRefusedBeforeTraining()
    {
        CliProcess.Run(_folder.Path, [.. CookingRun, "--set", "eval.env.split=foo", "--out", "r"]).ShouldFail(ExitCode.Usage, "split is 'foo'");
        Directory.Exists(_folder["r"]).ShouldBeFalse();
        CliProcess.Run(_folder.Path, [.. CookingRun, "--out", "one"]).ShouldSucceed();
        CliProcess.Run(_folder.Path, "eval", "one", "--set", "env.go=12").ShouldFail(ExitCode.Usage, "go=12 has actions Discrete(512) and the agent was trained for Discrete(256)");
    }

    [Fact]
    public void OptionsFilesAndSetMeanTheSameAndTheStrongerWins()
    {
        _folder.Write("mine.yaml", "steps: 64\nnum_envs: 2\nbackend: mlp\ntrainer: { rollout: 64, minibatch: 32 }\n");

        CliProcess.Run(_folder.Path, "run", "--config", "mine.yaml", "--num-envs", "4", "--set", "evaluation-episodes=2", "--set", "num-envs=8", "--out", "r").ShouldSucceed();

        string resolved = File.ReadAllText(_folder["r/config.yaml"]);
        resolved.ShouldContain("steps: 64\n");
        resolved.ShouldContain("num-envs: 8\n");
        resolved.ShouldContain("trainer.rollout: 64\n");
    }

    [Fact]
    public void AnUnknownKeyOfAFileIsNamedWithItsLine()
    {
        _folder.Write("mine.yaml", "steps: 64\nnum-envz: 2\n");

        CliProcess.Run(_folder.Path, "run", "--config", "mine.yaml").ShouldFail(ExitCode.BadInput, "mine.yaml, line 2", "num-envz", "num-envs");
    }

    [Fact]
    public void AFileThatIsNotYamlIsRefused()
    {
        _folder.Write("mine.yaml", "steps: [1, 2\n");

        CliProcess.Run(_folder.Path, "run", "--config", "mine.yaml").ShouldFail(ExitCode.BadInput, "mine.yaml");
    }

    [Fact]
    public void AMissingConfigurationIsRefused() => CliProcess.Run(_folder.Path, "run", "--config", "none.yaml").ShouldFail(ExitCode.InputOutput, "none.yaml");

    [Fact]
    public void AFolderThatHoldsARunIsNotOverwritten()
    {
        CliProcess.Run(_folder.Path, [.. ShortRun, "--out", "r"]).ShouldSucceed();
        string before = File.ReadAllText(_folder["r/result.json"]);

        CliProcess.Run(_folder.Path, [.. ShortRun, "--out", "r"]).ShouldFail(ExitCode.InputOutput, "--resume");

        File.ReadAllText(_folder["r/result.json"]).ShouldBe(before);
    }

    [Theory]
    [InlineData("/proc/bitrl")]
    [InlineData("/dev/null/run")]
    public void AFolderThatCannotBeMadeIsRefused(string output) => CliProcess.Run(_folder.Path, [.. ShortRun, "--out", output]).ShouldFail(ExitCode.InputOutput, output);

    [Fact]
    public void AFullDiskIsReportedAndNothingIsLost()
    {
        Directory.CreateDirectory(_folder["r"]);
        // Every write to /dev/full fails for want of space.
        File.CreateSymbolicLink(_folder["r/metrics.csv"], "/dev/full");

        CliProcess.Run(_folder.Path, [.. ShortRun, "--out", "r"]).ShouldFail(ExitCode.InputOutput, "full", "metrics.csv");
    }

    [Fact]
    public void BenchTrainMeasuresAndWritesNothing()
    {
        var measured = CliProcess.Run(_folder.Path, "bench", "train", "--backend", "mlp", "--steps", "4096", "--json").ShouldSucceed().LastJson;

        measured.GetProperty("steps_per_second").GetDouble().ShouldBeGreaterThan(100);
        measured.GetProperty("memo_bytes").GetInt64().ShouldBe(0);
        Directory.EnumerateFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    private static string[] ShortRun => ["run", "--backend", "mlp", "--steps", "512", "--set", "trainer.rollout=256", "--set", "evaluation-episodes=4"];
}
