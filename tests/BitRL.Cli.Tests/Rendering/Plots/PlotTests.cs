using System.Globalization;
using System.Xml.Linq;
using BitRL.Cli.Rendering.Plots;
using Shouldly;
using Xunit;

namespace BitRL.Cli.Tests.Rendering.Plots;

public sealed class PlotTests
{
    private const double Pixel = 0.02; // coordinates have two decimals

    [Theory]
    [InlineData(0.001, 1000)]
    [InlineData(0.5, 2)]
    [InlineData(3, 40)]
    [InlineData(1e-6, 1e9)]
    public void ALogarithmicAxisHasAFewRoundTicksBetweenItsEnds(double low, double high)
    {
        var axis = Axis.AroundFactors(low, high, 0, 300);

        double[] ticks = [.. axis.Ticks()];

        ticks.Length.ShouldBeInRange(2, 9);
        ticks.ShouldAllBe(tick => tick >= axis.From && tick <= axis.To);
        ticks.ShouldAllBe(tick => "125".Contains(tick.ToString("e0", CultureInfo.InvariantCulture)[0]));
        (axis.Place(low * 10) - axis.Place(low)).ShouldBe(axis.Place(high) - axis.Place(high / 10), 1e-9, "equal factors are equally far apart");
    }

    [Fact]
    public void ValuesOfManySizesAreMarksAtTheirLogarithms()
    {
        string svg = Measures(("a", 1), ("b", 10), ("c", 1000));

        double[] places = [.. Page.Find(svg, "circle").Select(circle => Page.Number(circle, "cx"))];

        (places[2] - places[1]).ShouldBe(2 * (places[1] - places[0]), 3 * Pixel);
        Page.Find(svg, "rect").ShouldBeEmpty("a bar has no foot on a logarithmic axis");
    }

    [Fact]
    public void ValuesOfOneSizeAreBarsFromZero()
    {
        double[] widths = [.. Page.Find(Measures(("a", 5), ("b", 10)), "rect").Select(bar => Page.Number(bar, "width"))];

        widths[1].ShouldBe(2 * widths[0], 2 * Pixel);
    }

    [Fact]
    public void AValueThatWasNotMeasuredKeepsItsRowAndSaysWhy()
    {
        string svg = MeasurePlot.Draw(
            "times", 500, "ms", [new MeasureGroup("a<b", "#123456", [new MeasureRow("cold", 3, 4, [], null), new MeasureRow("memo", double.NaN, double.NaN, [], "it remembers nothing & no one")])], value => $"{value}");

        Page.Find(svg, "text", "absent").ShouldHaveSingleItem().Value.ShouldBe("not measured, because it remembers nothing & no one");
        XElement.Parse(svg).Descendants("text").Select(text => text.Value).ShouldContain("a<b");
    }

    [Fact]
    public void AReasonThatDoesNotFitIsCutAndWholeUnderTheMouse()
    {
        string reason = new('x', 200);

        var text = Page.Find(MeasurePlot.Draw("times", 400, "ms", [new MeasureGroup("a", "#123456", [new MeasureRow(string.Empty, double.NaN, double.NaN, [], reason)])], value => $"{value}"), "text", "absent").ShouldHaveSingleItem();

        text.Element("title")!.Value.ShouldEndWith(reason);
        text.FirstNode!.ToString().Length.ShouldBeLessThan(80);
    }

    [Fact]
    public void TwiceAsGoodIsAsFarFromOneAsHalfAsGood()
    {
        string svg = RatioPlot.Draw("time", [Ratio("a", 2), Ratio("b", 0.5), Ratio("c", double.NaN)], (0.5, 2), ratio => $"{ratio}");

        double one = Page.Number(Page.Find(svg, "line", "axis").ShouldHaveSingleItem(), "x1");
        double[] places = [.. Page.Find(svg, "circle").Select(circle => Page.Number(circle, "cx"))];
        places.Length.ShouldBe(2);
        (places[0] - one).ShouldBe(one - places[1], 2 * Pixel);
        places[0].ShouldBeGreaterThan(one);
        Page.Find(svg, "text", "absent").ShouldHaveSingleItem().Value.ShouldBe("not measured");
    }

    [Fact]
    public void WhatIsOnlyClaimedIsHollow()
    {
        string svg = RatioPlot.Draw("time", [Ratio("a", 2), Ratio("claimed", 12.6) with { IsMeasured = false }], (1, 13), ratio => $"{ratio}");

        Page.Find(svg, "circle").Select(circle => circle.Attribute("fill")!.Value).ShouldBe(["#123456", "none"]);
    }

    [Theory]
    [InlineData(1.5, true)]
    [InlineData(-500, false)]
    public void AReferenceThatWouldSqueezeTheRowsIsToldAtTheEdge(double reference, bool hasLine)
    {
        string svg = RowPlot.Draw("returns", [("a", [1, 2, 3])], (_, _, _, _) => { }, ("random policy", reference));

        Page.Find(svg, "line", "axis").Length.ShouldBe(hasLine ? 1 : 0);
        XElement.Parse(svg).Descendants("text").Select(text => text.Value).ShouldContain(hasLine ? "random policy" : "← random policy -500");
    }

    private static RatioRow Ratio(string label, double ratio) => new(label, "#123456", ratio, double.NaN, double.NaN, IsMeasured: true);

    private static string Measures(params (string Label, double Value)[] values) => MeasurePlot.Draw(
        "values", 500, "ms", [.. values.Select(value => new MeasureGroup(value.Label, "#123456", [new MeasureRow(string.Empty, value.Value, double.NaN, [], null)]))], value => $"{value}");
}
