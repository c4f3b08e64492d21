using System.IO.Compression;
using System.Text;
using BitRL.Cli.Replay;
using BitRL.Cli.Tests.Processes;
using BitRL.Contracts.Environments;
using Shouldly;
using Xunit;

namespace BitRL.Cli.Tests.Replay;

public sealed class ReplayTests : IDisposable
{
    private const string Good = """{"every_state":true,"actions":[0,1,1],"n":[1,3,5]}""";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("CartPole-v1", 20, 2262)]
    [InlineData("Acrobot-v1", 20, 5772)]
    [InlineData("MountainCar-v0", 20, 2970)]
    public void TheOriginalsAreReproduced(string id, int episodes, int steps)
    {
        using (var file = File.Create(_folder["golden"]))
        {
            typeof(ReplayTests).Assembly.GetManifestResourceStream(id + ".jsonl.gz")!.CopyTo(file); // compressed, whatever it is called
        }

        var json = CliProcess.Run(_folder.Path, "env", "replay", "--env", id, "--trajectory", "golden", "--json").ShouldSucceed().LastJson;

        json.GetProperty("env").GetString().ShouldBe(id);
        json.GetProperty("episodes").GetInt32().ShouldBe(episodes);
        json.GetProperty("steps").GetInt32().ShouldBe(steps);
        json.GetProperty("mismatches").GetInt32().ShouldBe(0);
        json.GetProperty("max_abs_error").GetProperty("state").GetDouble().ShouldBeLessThanOrEqualTo(1e-12);
        json.GetProperty("max_abs_error").GetProperty("obs").GetDouble().ShouldBe(0);
        json.GetProperty("per_step").GetProperty("steps").GetInt32().ShouldBe(steps);
        json.GetProperty("free_running").GetProperty("steps").GetInt32().ShouldBe(steps);
    }

    [Fact]
    public void ADifferenceIsFoundAndPlaced()
    {
        string golden = Text("MountainCar-v0");
        int at = golden.IndexOf("\"reward\": [-1.0, -1.0,", StringComparison.Ordinal);
        at.ShouldBeGreaterThan(0);
        _folder.Write("wrong.jsonl", string.Concat(golden.AsSpan(0, at), "\"reward\": [-1.0, -1.5,", golden.AsSpan(at + "\"reward\": [-1.0, -1.0,".Length)));

        var result = CliProcess.Run(_folder.Path, "env", "replay", "--env", "MountainCar", "--trajectory", "wrong.jsonl");

        result.ShouldFail(ExitCode.CheckFailed, "2 comparisons out of tolerance", "'reward'", "line 1", "step 1", "error 0.5");
        result.Output.ShouldContain("2 mismatches");
    }

    [Fact]
    public void APluginOfAStrangerReplaysItsOwnFormat()
    {
        _folder.Write("good.jsonl", Good + "\n\n{\"remark\":\"nothing to replay\"}\n");

        var json = Replay("Sound", "good.jsonl", "--json").ShouldSucceed().LastJson;

        json.GetProperty("steps").GetInt32().ShouldBe(3);
        json.GetProperty("max_abs_error").TryGetProperty("unused", out _).ShouldBeFalse("what was never compared has no error");
    }

    [Fact]
    public void AnErrorAboveTheToleranceFails()
    {
        _folder.Write("good.jsonl", Good);

        Replay("ReplaysWrong", "good.jsonl").ShouldFail(ExitCode.CheckFailed, "6 comparisons", "'n'", "error 0.001, allowed 0");
    }

    [Fact]
    public void WithoutEveryStateThereIsOnlyFreeRunning()
    {
        _folder.Write("first.jsonl", """{"actions":[0,1,1],"n":[1,3,5]}""");

        var json = Replay("Sound", "first.jsonl", "--json").ShouldSucceed().LastJson;
        json.GetProperty("per_step").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        json.GetProperty("max_abs_error").GetProperty("n").GetDouble().ShouldBe(0);
        Replay("Sound", "first.jsonl", "--mode", "per-step").ShouldFail(ExitCode.BadInput, "nothing was compared", "free-running");
    }

    [Fact]
    public void FreeRunningCountsOnlyTheStepsThatTheEnvironmentNames()
    {
        // The seventh number is wrong; the environment compares five steps of n, but all of the text.
        _folder.Write("late.jsonl", """{"actions":[0,0,0,0,0,0,0],"n":[1,2,3,4,5,6,99]}""");

        Replay("Sound", "late.jsonl").ShouldFail(ExitCode.CheckFailed, "1 comparisons", "'text'", "step 6");
    }

    [Theory]
    [InlineData("not json", "good.jsonl, line 1")]
    [InlineData("{\"actions\":[1]}", "line 1")]
    [InlineData("", "holds nothing to replay")]
    [InlineData("{\"remark\":1}", "holds nothing to replay")]
    public void AFileThatCannotBeReadIsSaidSo(string content, string words)
    {
        _folder.Write("good.jsonl", content);

        Replay("Sound", "good.jsonl").ShouldFail(ExitCode.BadInput, words);
    }

    [Fact]
    public void FailuresNameTheirCause()
    {
        File.WriteAllBytes(_folder["bad.jsonl"], [0x1F, 0x8B, 1, 2, 3]);
        _folder.Write("good.jsonl", Good);

        Replay("Sound", "nothing.jsonl").ShouldFail(ExitCode.InputOutput, "there is no file 'nothing.jsonl'");
        Replay("Sound", "bad.jsonl").ShouldFail(ExitCode.BadInput, "line 1", "damaged");
        Replay("Identity", "good.jsonl").ShouldFail(ExitCode.BadInput, "Identity-v0 cannot replay recordings", "IReplayableEnvironment");
        Replay("ReplaysUndeclared", "good.jsonl").ShouldFail(ExitCode.BadInput, "'m', which it does not declare", "step 0");
    }

    [Theory]
    [InlineData(new double[] { 1, 2 }, new double[] { 1, 2.5 }, 0.5)]
    [InlineData(new[] { double.NaN, 1 }, new[] { double.NaN, 1 }, 0)]
    [InlineData(new[] { double.PositiveInfinity }, new[] { double.PositiveInfinity }, 0)]
    [InlineData(new[] { double.NaN }, new double[] { 1 }, double.PositiveInfinity)]
    [InlineData(new double[] { 1 }, new[] { double.NegativeInfinity }, double.PositiveInfinity)]
    [InlineData(new double[] { 1 }, new double[] { 1, 2 }, double.PositiveInfinity)]
    public void TheErrorIsTheLargestDifference(double[] recorded, double[] replayed, double error)
    {
        var comparison = new ReplayComparison([new ReplayQuantity("q", 0.25, 0)], ReplayMode.PerStep);
        comparison.MoveTo(new ReplayPlace(1, "episode", 0));

        comparison.Compare("q", recorded, replayed);

        comparison["q"].Largest.ShouldBe(error);
        comparison.Mismatches.ShouldBe(error > 0.25 ? 1 : 0);
    }

    private CliResult Replay(string id, string file, params string[] more) =>
        CliProcess.RunWithTestEnvironments(_folder.Path, null, ["env", "replay", "--env", id, "--trajectory", file, .. more]);

    private static string Text(string id)
    {
        using var stream = new GZipStream(typeof(ReplayTests).Assembly.GetManifestResourceStream(id + ".jsonl.gz")!, CompressionMode.Decompress);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
