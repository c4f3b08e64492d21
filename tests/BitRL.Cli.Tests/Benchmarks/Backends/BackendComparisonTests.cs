using BitRL.Cli.Benchmarks.Backends;
using BitRL.Cli.Rendering.BackendComparing;
using Shouldly;
using Spectre.Console;
using Xunit;

namespace BitRL.Cli.Tests.Benchmarks.Backends;

public sealed class BackendComparisonTests
{
    private readonly List<string> _calls = [];

    [Fact]
    public async Task BackendsAreMeasuredByTurns()
    {
        await MeasureAsync(rounds: 3, (_, _) => Measured.Figures(), "a", "b", "c");

        _calls.ShouldBe(["a", "b", "c", "a", "b", "c", "a", "b", "c"]);
    }

    [Fact]
    public async Task MediansAndSpreadAreOfTheRounds()
    {
        double[] cold = [3, 1, 2.5, 2];

        var row = (await MeasureAsync(rounds: 3, (_, round) => Measured.Figures(cold: cold[round]), "a")).Rows[0];
        var even = (await MeasureAsync(rounds: 4, (_, round) => Measured.Figures(cold: cold[round]), "a")).Rows[0];

        row.Median(Figure.ColdMedian).ShouldBe(2.5);
        row.Spread(Figure.ColdMedian).ShouldBe((3 - 1) / 2.5);
        even.Median(Figure.ColdMedian).ShouldBe(2.25);
        row.Median(Figure.Energy).ShouldBe(double.NaN);
        row.Missing(Figure.Energy).ShouldBe("no counter");
    }

    [Fact]
    public async Task ARatioSaysHowManyTimesAsGoodAsTheBaseline()
    {
        var comparison = await MeasureAsync(rounds: 1, (label, _) => label == "a" ? Measured.Figures(cold: 2, states: 1000) : Measured.Figures(cold: 8, states: 250), "a", "fp16");

        comparison.Ratio(comparison.Rows[0], Figure.ColdMedian).ShouldBe(4);
        comparison.Ratio(comparison.Rows[0], Figure.States).ShouldBe(4);
        comparison.Ratio(comparison.Rows[1], Figure.ColdMedian).ShouldBe(1);
        comparison.Ratio(comparison.Rows[0], Figure.Energy).ShouldBe(double.NaN);
        comparison.Ratio(comparison.Rows[0], Figure.Temperature).ShouldBe(double.NaN);
    }

    [Fact]
    public async Task ABackendThatFailsIsARowWithItsReasonAndIsNotTriedAgain()
    {
        var comparison = await MeasureAsync(
            rounds: 2, (label, _) => label == "b" ? throw new CommandException(ExitCode.BackendUnavailable, "no library") : Measured.Figures(), "a", "b", "c");

        _calls.ShouldBe(["a", "b", "c", "a", "c"]);
        comparison.Rows.Select(row => row.State).ShouldBe(["measured", "unavailable", "measured"]);
        comparison.Rows[1].Failure!.Value.Reason.ShouldBe("no library");
    }

    [Fact]
    public async Task ABackendThatFailsInALaterRoundHasNoFigures()
    {
        var comparison = await MeasureAsync(rounds: 2, (_, round) => round == 1 ? throw new CommandException(ExitCode.Unexpected, "it broke") : Measured.Figures(), "a");

        comparison.Rows[0].State.ShouldBe("failed");
        comparison.Rows[0].Median(Figure.ColdMedian).ShouldBe(double.NaN);
    }

    [Fact]
    public async Task WithoutTheBaselineThereAreNoRatiosAndTheReportSaysWhy()
    {
        var comparison = await MeasureAsync(rounds: 1, (_, _) => Measured.Figures(), "a");

        comparison.BaselineRow.ShouldBeNull();
        Report(comparison, width: 200).ShouldContain("no ratios: fp16 was not measured");
    }

    [Fact]
    public async Task TheReportMarksTheClaimsOfThePaperAsNotMeasured()
    {
        string report = Report(await MeasureAsync(rounds: 2, (_, _) => Measured.Figures(), "a", "fp16"), width: 200);

        string claims = report.Split('\n').First(line => line.StartsWith("claimed *", StringComparison.Ordinal));
        foreach (string claim in (string[])["6.2", "12.6", "4.3"])
        {
            claims.ShouldContain(claim);
        }

        report.ShouldContain("Nothing of it was measured here.");
        report.ShouldContain("all: no meter: no counter");
    }

    [Fact]
    public async Task ANarrowConsoleGetsSeveralTablesAndLosesNothing()
    {
        var comparison = await MeasureAsync(rounds: 2, (_, _) => Measured.Figures(), "a", "fp16");

        string[] lines = Report(comparison, width: 70).Split('\n');

        lines.ShouldAllBe(line => line.TrimEnd().Length <= 70 && !line.Contains('…'));
        lines.Count(line => line.StartsWith("backend ", StringComparison.Ordinal)).ShouldBeGreaterThan(2);
        foreach (var figure in Figure.All)
        {
            lines.ShouldContain(line => line.StartsWith("backend ", StringComparison.Ordinal) && line.Contains(figure.Title));
        }
    }

    [Fact]
    public async Task AsJsonEveryFigureIsThereWithRatioSpreadAndRounds()
    {
        var json = new System.Text.Json.Nodes.JsonObject();
        BackendComparisonJson.Describe(await MeasureAsync(rounds: 2, (label, round) => Measured.Figures(cold: label == "a" ? 1 + round : 3), "a", "fp16"), json);

        var row = json["rows"]![0]!;
        row["ms_cold_p50"]!.GetValue<double>().ShouldBe(1.5);
        row["ratio"]!["ms_cold_p50"]!.GetValue<double>().ShouldBe(2);
        row["spread"]!["ms_cold_p50"]!.GetValue<double>().ShouldBe(0.666667);
        row["rounds"]!.AsArray().Select(round => round!["ms_cold_p50"]!.GetValue<double>()).ShouldBe([1, 2]);
        row["joules_per_1000_states"].ShouldBeNull();
        row["missing"]!["joules_per_1000_states"]!.GetValue<string>().ShouldBe("no counter");
        json["claimed_by_the_paper"]!["measured"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public void FiguresSurviveTheWayBetweenProcesses()
    {
        var figures = Measured.Figures(cold: 0.123456);

        var read = BackendFigures.Parse(figures.ToJson().ToJsonString());

        read.Values.ShouldBe(figures.Values);
        read.Missing.ShouldBe(figures.Missing);
        (read with { Values = figures.Values, Missing = figures.Missing }).ShouldBe(figures);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("Segmentation fault")]
    public void WhatIsNoFiguresIsRefused(string line) => Should.Throw<InvalidDataException>(() => BackendFigures.Parse(line)).Message.ShouldContain("bench backend");

    private static string Report(BackendComparison comparison, int width)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = width;
        new BackendComparisonReport(comparison, "setting").Write(console);
        return text.ToString();
    }

    private Task<BackendComparison> MeasureAsync(int rounds, Func<string, int, BackendFigures> measure, params string[] labels) => Measured.CompareAsync(rounds, measure, labels, _calls);
}
