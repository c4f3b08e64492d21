using System.Text.Json;
using BitRL.Cli.Tests.Processes;
using BitRL.Cli.Tests.Rendering.Plots;
using Shouldly;
using Xunit;

namespace BitRL.Cli.Tests.Commands;

public sealed class BenchCompareTests : IDisposable
{
    private static readonly string[] Figures =
    [
        "weights_mb", "peak_memory_mb", "ms_cold_p50", "ms_cold_p99", "ms_prefix_cached_p50", "ms_prefix_cached_p99", "ms_memo_p50", "ms_memo_p99", "states_per_second", "training_steps_per_second",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void BackendsAreMeasuredSideBySideWithRatiosToTheBaseline()
    {
        var result = ProgramWithoutTorch.Run(
            _folder, "bench", "compare", "--backends", "cpu,cpu=embedded-fp,mlp,torch-int8", "--baseline", "cpu=embedded-fp", "--rounds", "2", "--seconds", "0.05", "--threads", "1", "--json").ShouldSucceed();

        var rows = result.LastJson.GetProperty("rows").EnumerateArray().ToDictionary(row => row.GetProperty("backend").GetString()!);
        var ternary = rows["cpu"];
        var twin = rows["cpu=embedded-fp"];
        ternary.GetProperty("model").GetString().ShouldBe("embedded");
        twin.GetProperty("model").GetString().ShouldBe("embedded-fp");
        foreach (string figure in Figures)
        {
            ternary.GetProperty(figure).GetDouble().ShouldBeGreaterThan(0, figure);
            double ratio = ternary.GetProperty("ratio").GetProperty(figure).GetDouble();
            double quotient = twin.GetProperty(figure).GetDouble() / ternary.GetProperty(figure).GetDouble();
            ratio.ShouldBe(figure.EndsWith("per_second", StringComparison.Ordinal) ? 1 / quotient : quotient, ratio * 1e-4, figure);
            twin.GetProperty("ratio").GetProperty(figure).GetDouble().ShouldBe(1, figure);
            ternary.GetProperty("rounds").EnumerateArray().Count(round => round.GetProperty(figure).GetDouble() > 0).ShouldBe(2);
        }

        result.LastJson.GetProperty("command").GetString()!.ShouldStartWith("bitrl bench compare --backends cpu,cpu=embedded-fp,mlp,torch-int8 ");
        result.LastJson.GetProperty("machine").GetString()!.ShouldContain(".NET");

        // 2 bits a weight against 32.
        ternary.GetProperty("ratio").GetProperty("weights_mb").GetDouble().ShouldBe(16, 0.01);
        ternary.GetProperty("ms_memo_p50").GetDouble().ShouldBeLessThan(ternary.GetProperty("ms_prefix_cached_p50").GetDouble() / 2);
        var first = ternary.GetProperty("rounds")[0];
        first.GetProperty("tokens_cold").GetDouble().ShouldBeGreaterThan(first.GetProperty("tokens_prefix_cached").GetDouble());
        rows["mlp"].GetProperty("ms_prefix_cached_p50").ValueKind.ShouldBe(JsonValueKind.Null);
        rows["mlp"].GetProperty("missing").GetProperty("ms_prefix_cached_p50").GetString().ShouldBe("it reads no text");
        rows["torch-int8"].GetProperty("state").GetString().ShouldBe("unavailable");
        rows["torch-int8"].GetProperty("reason").GetString()!.ShouldContain("libtorch");
        rows["torch-int8"].GetProperty("model").GetString().ShouldBe("embedded-fp");
    }

    [Theory]
    [InlineData("TextWorld-Cooking-v0", false)] // its actions vary: the times end at the features
    [InlineData("Hopper-v4", true)] // continuous, and its critic reads raw numbers
    public void OtherKindsOfEnvironmentsCanBeMeasured(string environment, bool acts)
    {
        var measured = CliProcess.Run(_folder.Path, "bench", "backend", "--env", environment, "--seconds", "0.02", "--threads", "1", "--set", "trainer.rollout=64", "--set", "trainer.minibatch=32", "--json").ShouldSucceed().LastJson;

        measured.GetProperty("acts").GetBoolean().ShouldBe(acts);
        Figures.ShouldAllBe(figure => measured.GetProperty(figure).GetDouble() > 0);
    }

    [Fact]
    public void AFileIsRunByAllBackends()
    {
        CliProcess.Run(_folder.Path, "model", "synth", "--shape", "tiny", "--out", "tiny.gguf").ShouldSucceed();

        var rows = ProgramWithoutTorch.Run(_folder, "bench", "compare", "--backends", "cpu,torch-int8", "--model", "tiny.gguf", "--rounds", "1", "--seconds", "0.02", "--json").ShouldSucceed().LastJson.GetProperty("rows");

        rows.EnumerateArray().ShouldAllBe(row => row.GetProperty("model").GetString() == "tiny.gguf");
    }

    [Fact]
    public void WithoutJsonThereIsATableThatNamesWhatIsAbsentAndSoDoesTheReport()
    {
        string output = ProgramWithoutTorch.Run(_folder, "bench", "compare", "--backends", "mlp,torch-int8", "--baseline", "mlp", "--rounds", "1", "--seconds", "0.02", "--html", "r.html").ShouldSucceed().Output;

        output.ShouldContain("train/s");
        output.ShouldContain("torch-int8: unavailable: torch-int8 cannot run here");
        output.ShouldContain("mlp: no weights MiB: it has no model");
        output.ShouldContain("report: r.html");
        string[] words = Page.Words(Page.Read(File.ReadAllText(_folder["r.html"])));
        words.ShouldContain("bitrl bench compare --backends mlp,torch-int8 --baseline mlp --rounds 1 --seconds 0.02 --html r.html");
        words.ShouldContain(word => word.StartsWith("not measured, because unavailable: torch-int8 cannot run here", StringComparison.Ordinal));
    }

    [Fact]
    public void WhereNothingCanBeMeasuredTheExitCodeSaysWhy() =>
        ProgramWithoutTorch.Run(_folder, "bench", "compare", "--backends", "torch-int8").ShouldFail(ExitCode.BackendUnavailable, "nothing could be measured", "torch-int8");

    [Theory]
    [InlineData("cppu", "cpu?")]
    [InlineData("cpu,cpu", "twice")]
    [InlineData(",", "empty")]
    public void AListThatCannotBeMeantIsRefusedBeforeAnythingIsMeasured(string backends, string word) =>
        CliProcess.Run(_folder.Path, "bench", "compare", "--backends", backends).ShouldFail(ExitCode.Usage, word);

    [Fact]
    public void ABaselineOutsideTheListIsRefused() =>
        CliProcess.Run(_folder.Path, "bench", "compare", "--backends", "cpu,mlp", "--baseline", "mpl").ShouldFail(ExitCode.Usage, "did you mean mlp");

    [Fact]
    public void AModelThatDoesNotExistIsRefusedBeforeAnythingIsMeasured() =>
        CliProcess.Run(_folder.Path, "bench", "compare", "--backends", "cpu", "--model", "nothing.gguf").ShouldFail(ExitCode.InputOutput, "nothing.gguf");

    [Theory]
    [InlineData(".", "is a folder")]
    [InlineData("nowhere/r.html", "make it first")]
    public void AReportThatCannotBeWrittenIsRefusedBeforeAnythingIsMeasured(string path, string words)
    {
        CliProcess.Run(_folder.Path, "bench", "compare", "--backends", "mlp", "--seconds", "100", "--html", path).ShouldFail(ExitCode.InputOutput, "--html", words);
        CliProcess.Run(_folder.Path, "compare", ".", "--html", path).ShouldFail(ExitCode.InputOutput, "--html", words);
    }

    [Theory]
    [InlineData("--rounds", "0")]
    [InlineData("--seconds", "0")]
    public void ValuesOutOfRangeAreRefused(string option, string value) =>
        CliProcess.Run(_folder.Path, "bench", "compare", "--backends", "cpu", option, value).ShouldFail(ExitCode.Usage, option);

    [Fact]
    public void AMeasurementEndsWithTheProgramThatStartedIt()
    {
        // The input of this process ends at once, as that of a child does whose parent was killed.
        using var process = CliProcess.Start(_folder.Path, "bench", "backend", "--backend", "mlp", "--seconds", "100", "--until-input-ends", "--json");

        var result = process.Wait();

        result.ExitCode.ShouldBe(ExitCode.Terminated, result.Error);
        result.Output.ShouldBeEmpty();
    }
}
