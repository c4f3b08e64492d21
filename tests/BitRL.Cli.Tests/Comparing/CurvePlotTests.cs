using BitRL.Cli.Rendering.Comparing;
using BitRL.Cli.Rendering.Plots;
using BitRL.Cli.Tests.Rendering.Plots;
using BitRL.Experiments.Comparison;
using Shouldly;
using Xunit;

namespace BitRL.Cli.Tests.Comparing;

public sealed class CurvePlotTests
{
    [Theory]
    [InlineData(CurvePlot.MostBands, CurvePlot.MostBands)]
    [InlineData(CurvePlot.MostBands + 1, 0)]
    public void BandsOfManyGroupsAreLeftToTheirOwnPictures(int groups, int bands)
    {
        var plot = Plot(groups);

        string all = plot.DrawAll();

        Page.Find(all, "polyline").Length.ShouldBe(groups);
        Page.Find(all, "polygon").Length.ShouldBe(bands);
        string alone = plot.DrawAlone(plot.Groups[0]);
        Page.Find(alone, "polygon").ShouldHaveSingleItem();
        Page.Find(alone, "polyline", "context").Length.ShouldBe(groups - 1);
    }

    [Fact]
    public void HigherReturnsAreHigherAndAllPicturesShareTheirAxes()
    {
        var plot = Plot(2);

        double[] heights = [.. Page.Find(plot.DrawAll(), "polyline").Select(line => double.Parse(line.Attribute("points")!.Value.Split(',')[^1], System.Globalization.CultureInfo.InvariantCulture))];

        heights[1].ShouldBeLessThan(heights[0], "the second group has the higher return, and places are counted from above");
        Ticks(plot.DrawAlone(plot.Groups[0])).ShouldBe(Ticks(plot.DrawAlone(plot.Groups[1])));
    }

    private static string[] Ticks(string svg) => [.. Page.Find(svg, "text", "tick").Select(text => text.Value)];

    private static CurvePlot Plot(int groups)
    {
        var environment = new EnvironmentComparison("World-v0", RandomReturn: null, CurvesAreGreedy: true, [.. Enumerable.Range(0, groups).Select(Group)]);
        return new CurvePlot(environment, CurveRange.Of(environment)!.Value, new Palette(environment.Groups.Select(group => group.Label)));
    }

    private static RunGroup Group(int number) => new()
    {
        Environment = "World-v0",
        Label = $"group {number}",
        Runs = [],
        Finals = [number],
        Curve = new MeanCurve([0, 100], [0, number + 1], [0, number], [0, number + 2]),
    };
}
