using BitRL.Cli.Rendering.Comparing;
using BitRL.Cli.Rendering.Plots;
using BitRL.Cli.Tests.Processes;
using BitRL.Cli.Tests.Rendering.Plots;
using BitRL.Experiments.Comparison;
using Shouldly;
using Xunit;

namespace BitRL.Cli.Tests.Comparing;

public sealed class CompareTests : IDisposable
{
    /// <summary>Of CartPole in the compact style, with next to nothing from the memo.</summary>
    private const double TokensOfOneEncoder = 13;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void RunsAreComparedWithABaselineInTheTerminalInJsonAndInAReport()
    {
        Train("a", "--seed", "0");
        Train("b", "--critic", "raw", "--backend", "cpu");

        string text = CliProcess.Run(_folder.Path, "compare", "a", "paired=b", "--baseline", "mlp", "--html", "r.html").ShouldSucceed().Output;
        var json = CliProcess.Run(_folder.Path, "compare", "a", "paired=b", "--baseline", "mlp", "--json", "--random-return", "CartPole-v1=5").ShouldSucceed().LastJson;

        text.ShouldContain("1 (baseline)");
        text.ShouldContain("random policy");
        text.ShouldNotContain('\u001b');
        var groups = json.GetProperty("environments")[0].GetProperty("groups");
        groups.GetArrayLength().ShouldBe(2);
        groups[1].GetProperty("label").GetString().ShouldBe("paired");
        double raw = groups[0].GetProperty("return_mean").GetDouble();
        double paired = groups[1].GetProperty("return_mean").GetDouble();
        groups[1].GetProperty("ratio").GetProperty("value").GetDouble().ShouldBe((paired - 5) / (raw - 5), 1e-9);
        var page = Page.Read(File.ReadAllText(_folder["r.html"]));
        page.Descendants("svg").Select(svg => svg.Attribute("aria-label")!.Value).ShouldBe(
        [
            "ratios to mlp", "ratios to mlp", "learning curves in CartPole-v1", "final returns in CartPole-v1", "ratios to mlp",
            "learning curves of mlp in CartPole-v1", "learning curves of paired in CartPole-v1",
        ]);
        string[] words = Page.Words(page);
        words.ShouldContain("bitrl compare a paired=b --baseline mlp --html r.html");
        words.ShouldContain("1 (baseline)");
        page.Value.ShouldContain("The random policy returns");
    }

    [Fact]
    public void AFolderWithoutRunsIsRefused()
    {
        Directory.CreateDirectory(_folder["empty"]);

        CliProcess.Run(_folder.Path, "compare", "empty").ShouldFail(ExitCode.Usage, "no runs");
        CliProcess.Run(_folder.Path, "compare", "nothing").ShouldFail(ExitCode.InputOutput, "nothing");
    }

    [Fact]
    public void AHybridAgentTrainsResumesAndActs()
    {
        Train("h", "--policy-backend", "cpu", "--policy-model", "embedded", "--critic-model", "embedded-fp");
        string configuration = File.ReadAllText(_folder["h/config.yaml"]);
        configuration.ShouldContain("critic.model: embedded-fp\n");

        var longer = CliProcess.Run(_folder.Path, "run", "--resume", "--out", "h", "--steps", "1024", "--json").ShouldSucceed().LastJson;
        var acting = CliProcess.Run(_folder.Path, "eval", "h", "--json").ShouldSucceed().LastJson;

        longer.GetProperty("critic_model").GetString().ShouldBe("embedded-fp");
        longer.GetProperty("tokens_per_step").GetDouble().ShouldBeGreaterThan(1.5 * TokensOfOneEncoder, "each state went through both");
        acting.GetProperty("eval_return_mean").GetDouble().ShouldBe(longer.GetProperty("eval_return_mean").GetDouble());
    }

    [Fact]
    public void ACriticThatNamesThePolicysModelSharesItsFeatures()
    {
        string model = Path.Combine(Path.GetDirectoryName(CliProcess.Program)!, "Models", "bitrl-numeric-128x3.gguf");
        var one = CliProcess.Run(_folder.Path, Arguments("one", "--backend", "cpu")).ShouldSucceed().LastJson;
        var shared = CliProcess.Run(_folder.Path, Arguments("two", "--backend", "cpu", "--critic-model", model)).ShouldSucceed().LastJson;

        shared.GetProperty("tokens_per_step").GetDouble().ShouldBe(one.GetProperty("tokens_per_step").GetDouble(), "each state is encoded once");
        one.GetProperty("tokens_per_step").GetDouble().ShouldBeInRange(0.8 * TokensOfOneEncoder, 1.2 * TokensOfOneEncoder);
        File.ReadAllText(_folder["two/episodes.csv"]).ShouldBe(File.ReadAllText(_folder["one/episodes.csv"]));
    }

    [Fact]
    public void AChartRisesFromItsLowerLeftToItsUpperRight()
    {
        var line = new MeanCurve([0, 100], [0, 10], [0, 10], [0, 10]);

        string[] chart = BrailleChart.Draw(line, width: 4, height: 2, steps: (0, 100), returns: (0, 10));

        chart.Length.ShouldBe(2);
        chart.ShouldAllBe(row => row.Length == 4);
        chart[1][0].ShouldNotBe('\u2800');
        chart[0][3].ShouldNotBe('\u2800');
        (chart[0][0], chart[1][3]).ShouldBe(('\u2800', '\u2800'));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-500, -70)]
    [InlineData(0.91, 1.02)]
    [InlineData(0, 1_000_000)]
    public void AnAxisHasAFewRoundTicksBetweenItsEnds(double low, double high)
    {
        var axis = Axis.Around(low, high, 0, 100);

        double[] ticks = [.. axis.Ticks()];

        ticks.Length.ShouldBeInRange(3, 11);
        ticks.ShouldAllBe(tick => tick >= axis.From && tick <= axis.To);
        ticks.ShouldAllBe(tick => Axis.Label(tick).Length <= 6);
    }

    private void Train(string name, params string[] more) => CliProcess.Run(_folder.Path, Arguments(name, more)).ShouldSucceed();

    private static string[] Arguments(string name, params string[] more)
    {
        string[] backend = more.Contains("--backend") || more.Contains("--policy-backend") ? [] : ["--backend", "mlp"];
        return ["run", .. backend, "--steps", "512", "--set", "trainer.rollout=256", "--set", "evaluation-episodes=3", "--out", name, "--json", .. more];
    }
}
