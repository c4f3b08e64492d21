using System.Xml.Linq;
using BitRL.Cli.Benchmarks;
using BitRL.Cli.Benchmarks.Backends;
using BitRL.Cli.Rendering.BackendComparing;
using BitRL.Cli.Tests.Benchmarks.Backends;
using BitRL.Cli.Tests.Rendering.Plots;
using Shouldly;
using Xunit;

namespace BitRL.Cli.Tests.Rendering.BackendComparing;

public sealed class BackendComparisonHtmlTests
{
    private static readonly MeasurementOrigin Origin = new("bitrl bench compare --backends a,b", "a machine & its system", "BitRL.Toolkit 9.9", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    [Fact]
    public async Task ThePageSaysWhatWasMeasuredWhereWhenAndHow()
    {
        var page = await MakeAsync((label, round) => Measured.Figures(cold: label == "a<b>" ? 1 + round : 30), "a<b>", "fp16");

        string[] words = Page.Words(page);
        foreach (string word in (string[])["a setting.", "a machine & its system", "2026-01-02 03:04 UTC, BitRL.Toolkit 9.9", "bitrl bench compare --backends a,b", "a<b>: d"])
        {
            words.ShouldContain(word);
        }

        Cells(page, "a<b>").ShouldContain("1.5020.0×", "the median, and how many times as good");
        Cells(page, "fp16").ShouldContain("30.01.00×");
        Cells(page, "claimed, not measured").ShouldContain("12.6×");
        words.ShouldContain("time a state, cold");
        page.Value.ShouldContain("Nothing of it was measured here.");
    }

    [Fact]
    public async Task WhatTheMachineCannotMeasureIsSaidAndHasNoPlot()
    {
        var page = await MakeAsync((_, _) => Measured.Figures(), "a", "fp16");

        page.Value.ShouldContain("Energy was not measured, because no counter.");
        page.Value.ShouldContain("all: no meter: no counter");
        page.Descendants("svg").ShouldNotContain(svg => svg.Attribute("aria-label")!.Value.Contains("joules"));
        page.Descendants("th").ShouldNotContain(head => head.Value == "J/1000");
    }

    [Fact]
    public async Task EnergyThatWasMeasuredHasItsPlotItsRatioAndItsColumn()
    {
        var page = await MakeAsync((label, _) => WithEnergy(Measured.Figures(), label == "a" ? 2 : 8), "a", "fp16");

        page.Descendants("svg").Select(svg => svg.Attribute("aria-label")!.Value).ShouldContain("joules for 1,000 states");
        Cells(page, "a").ShouldContain("2.004.00×");
        page.Value.ShouldNotContain("Energy was not measured");
    }

    [Fact]
    public async Task ABackendThatCouldNotBeMeasuredKeepsItsPlaceWithTheReason()
    {
        var page = await MakeAsync((label, _) => label == "b" ? throw new CommandException(ExitCode.BackendUnavailable, "no library") : Measured.Figures(), "a", "b", "fp16");

        Cells(page, "b").ShouldBe(["b", "not measured, because unavailable: no library"]);
        var times = page.Descendants("svg").First();
        times.Descendants("text").Select(text => text.Value).ShouldContain("not measured, because unavailable: no library");
    }

    [Fact]
    public async Task WithoutTheBaselineThereAreNoRatios()
    {
        var page = await MakeAsync((_, _) => Measured.Figures(), "a", "b");

        page.Descendants("svg").ShouldNotContain(svg => svg.Attribute("aria-label")!.Value.StartsWith("ratios", StringComparison.Ordinal));
        page.Value.ShouldContain("There are no ratios: fp16 was not measured.");
        page.Value.ShouldNotContain("×");
    }

    [Fact]
    public async Task TheStrokesOfARatioAreItsLowestAndHighestRound()
    {
        double[] own = [1, 2, 4];
        double[] baseline = [10, 16, 8];
        var comparison = await Measured.CompareAsync(3, (label, round) => Measured.Figures(cold: label == "a" ? own[round] : baseline[round]), ["a", "fp16"]);

        comparison.RatioRange(comparison.Rows[0], Figure.ColdMedian).ShouldBe((2, 10));
        comparison.RatioRange(comparison.Rows[0], Figure.Energy).Low.ShouldBe(double.NaN);
    }

    [Fact]
    public async Task AnUnluckyBaselineAndAValueOfZeroMakeNoPageFail()
    {
        var page = await MakeAsync((_, _) => Measured.Figures(cold: 0, states: 0), "a", "fp16");

        Cells(page, "a").ShouldContain("0.00");
    }

    private static BackendFigures WithEnergy(BackendFigures figures, double joules) =>
        figures with { Values = figures.Values.Append(KeyValuePair.Create(Figure.Energy.Key, joules)).ToDictionary(), Missing = new Dictionary<string, string>() };

    private static async Task<XElement> MakeAsync(Func<string, int, BackendFigures> measure, params string[] labels)
    {
        var comparison = await Measured.CompareAsync(rounds: 2, measure, labels);
        return Page.Read(new BackendComparisonHtml(comparison, "a setting", Origin).Make());
    }

    /// <summary>The cells of the row of the first table that has it.</summary>
    private static string[] Cells(XElement page, string label) =>
        [.. page.Descendants("tr").First(row => row.Elements("td").FirstOrDefault()?.Value == label).Elements("td").Select(cell => cell.Value)];
}
