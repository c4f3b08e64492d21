using BitRL.Envs.MuJoCo.Planar;
using Shouldly;

namespace BitRL.Envs.MuJoCo.Tests.Physics;

public sealed class SegmentDistanceTests
{
    [Fact]
    public void TheNearestPointsAreNearerThanAnyOthers()
    {
        EpisodeRandom random = new(2);
        Span<(double First, double Second)> found = stackalloc (double, double)[SegmentDistance.Most];
        for (int trial = 0; trial < 500; trial++)
        {
            double[] n = [.. Enumerable.Range(0, 6).Select(_ => random.Uniform(-1, 1))];
            SegmentDistance.Closest(n[0], n[1], n[2], n[3], n[4], n[5], found).ShouldBe(1);
            double best = Distance(n, found[0].First, found[0].Second);
            for (int i = -20; i <= 20; i++)
            {
                for (int j = -20; j <= 20; j++)
                {
                    best.ShouldBeLessThanOrEqualTo(Distance(n, i / 20.0, j / 20.0) + 1e-9, $"trial {trial}");
                }
            }
        }
    }

    [Fact]
    public void ParallelSegmentsTouchAtBothEndsOfTheirOverlap()
    {
        Span<(double First, double Second)> found = stackalloc (double, double)[SegmentDistance.Most];
        SegmentDistance.Closest(1, 0, 2, 0, 0.5, 1, found).ShouldBe(SegmentDistance.Most);
        found[0].ShouldBe((1, 0.75));
        found[1].ShouldBe((-1, -0.25));
    }

    private static double Distance(double[] n, double first, double second)
    {
        double x = n[4] + (first * n[0]) - (second * n[2]);
        double z = n[5] + (first * n[1]) - (second * n[3]);
        return Math.Sqrt((x * x) + (z * z));
    }
}
