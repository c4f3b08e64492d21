using System.Text.Json;
using BitRL.Cli.Tests.Processes;
using Shouldly;
using Xunit;

namespace BitRL.Cli.Tests.Drawing;

/// <summary>One short run serves all tests of the class.</summary>
public sealed class FilmTests : IClassFixture<FilmTests.TrainedRun>
{
    private readonly TrainedRun _run;

    public FilmTests(TrainedRun run) => _run = run;

    [Fact]
    public void AGifHoldsTheFirstEpisode()
    {
        var plain = _run.Eval("--episodes", "3", "--json").ShouldSucceed().LastJson;
        var json = _run.Eval("--episodes", "3", "--record", "film.gif", "--json").ShouldSucceed().LastJson;

        json.GetProperty("eval_return_mean").GetDouble().ShouldBe(plain.GetProperty("eval_return_mean").GetDouble(), "being watched changes nothing");
        var gif = GifReader.Read(File.ReadAllBytes(_run.Folder["film.gif"]));
        gif.Frames.Count.ShouldBeGreaterThan(2);
        gif.Frames[0].Pixels.Distinct().Count().ShouldBeGreaterThan(3, "something is drawn");
        File.Exists(_run.Folder["film.gif.tmp"]).ShouldBeFalse();
    }

    [Fact]
    public void APageHoldsEveryStateAndNeedsNothingElse()
    {
        _run.Eval("--episodes", "2", "--record", "film.html", "--record-episodes", "2").ShouldSucceed().Output.ShouldContain("film.html");

        string page = File.ReadAllText(_run.Folder["film.html"]);
        page.ShouldNotContain("{{");
        page.ShouldNotContain("http://");
        page.ShouldNotContain("https://");
        page.ShouldNotContain(" src=");
        const string start = "<script type=\"application/json\" id=\"film\">";
        int at = page.IndexOf(start, StringComparison.Ordinal) + start.Length;
        using var film = JsonDocument.Parse(page[at..page.IndexOf("</script>", at, StringComparison.Ordinal)]);
        var frames = film.RootElement.GetProperty("frames").EnumerateArray().ToList();
        frames.Select(frame => frame[0].GetInt32()).Distinct().ShouldBe([0, 1]);
        frames[0][1].GetInt32().ShouldBe(0);
        frames[1][2].GetString()!.ShouldStartWith("push_");
        int shapes = film.RootElement.GetProperty("shapes").GetArrayLength();
        frames.ShouldAllBe(frame => frame[7].GetArrayLength() > 3 && frame[7].EnumerateArray().All(index => index.GetInt32() < shapes));
        film.RootElement.GetProperty("pace").GetDouble().ShouldBe(0.02);
    }

    [Theory]
    [InlineData("--record film.mp4", 2, "neither a .gif nor a .html")]
    [InlineData("--record nowhere/film.gif", 5, "does not exist")]
    [InlineData("--record film.gif --record-episodes 0", 2, "--record-episodes is 0")]
    [InlineData("--render", 2, "needs a terminal")]
    public void WhatCannotBeShownIsRefusedBeforeAnythingIsPlayed(string options, int code, string words) =>
        _run.Eval(options.Split(' ')).ShouldFail(code, words);

    [PseudoTerminalFact]
    public void APictureInATerminalIsPlayedAndTheTerminalGivenBack()
    {
        string line = $"dotnet {CliProcess.Program} eval run --episodes 1 --render";
        using var process = CliProcess.Start(_run.Folder.Path, null, new Dictionary<string, string> { ["TERM"] = "xterm", ["COLORTERM"] = "truecolor", ["CI"] = "", ["NO_COLOR"] = "" }, ["script", "-qec", line, "/dev/null"]);

        var result = process.Wait();

        result.ExitCode.ShouldBe(0, result.Output);
        result.Output.ShouldContain("\e[?1049h");
        result.Output.ShouldContain("▀");
        result.Output.ShouldContain("CartPole-v1  episode 1  step 1");
        result.Output.IndexOf("\e[?1049l", StringComparison.Ordinal).ShouldBeGreaterThan(result.Output.LastIndexOf('▀'));
        result.Output.ShouldContain("greedy return");
    }

    /// <summary>A CartPole agent of a few hundred steps.</summary>
    public sealed class TrainedRun : IDisposable
    {
        public TrainedRun() =>
            CliProcess.Run(Folder.Path, "run", "--env", "CartPole", "--backend", "mlp", "--steps", "512", "--out", "run").ShouldSucceed();

        internal TemporaryFolder Folder { get; } = new();

        public CliResult Eval(params string[] options) => CliProcess.Run(Folder.Path, ["eval", "run", .. options]);

        public void Dispose() => Folder.Dispose();
    }
}
