using BitRL.Experiments.Comparison;

namespace BitRL.Experiments.Tests.Comparison;

public sealed class StatisticsTests
{
    [Fact]
    public void DeviationIsThatOfASample()
    {
        Statistics.Deviation([2, 4, 4, 4, 5, 5, 7, 9]).ShouldBe(Math.Sqrt(32.0 / 7), 1e-12);
        double.IsNaN(Statistics.Deviation([1])).ShouldBeTrue();
        double.IsNaN(Statistics.Mean([])).ShouldBeTrue();
    }

    [Theory]
    [InlineData(new double[] { 5 }, 5)]
    [InlineData(new double[] { 1, 2, 3, 100 }, 2.5)]
    [InlineData(new double[] { 100, 3, 2, 1 }, 2.5)]
    [InlineData(new double[] { -10, 0, 10, 20, 30, 40, 50, 1000 }, 25)]
    [InlineData(new double[] { 0, 3, 9 }, (0 * 0.25 + 3 + 9 * 0.25) / 1.5)]
    [InlineData(new double[] { 0, 1, 2, 3, 100 }, (1 * 0.75 + 2 + 3 * 0.75) / 2.5)]
    public void TheMiddleHalfLeavesAQuarterOutAtEachEnd(double[] values, double expected) => Statistics.InterquartileMean(values).ShouldBe(expected, 1e-12);

    [Fact]
    public void QuantilesAreInterpolated()
    {
        double[] sorted = [0, 10, 20, 30];
        Statistics.Quantile(sorted, 0).ShouldBe(0);
        Statistics.Quantile(sorted, 0.5).ShouldBe(15);
        Statistics.Quantile(sorted, 1).ShouldBe(30);
    }
}
