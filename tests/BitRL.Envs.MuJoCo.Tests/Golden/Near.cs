using Shouldly;

namespace BitRL.Envs.MuJoCo.Tests.Golden;

internal static class Near
{
    public static double Difference(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        a.Length.ShouldBe(b.Length);
        double largest = 0;
        for (int i = 0; i < a.Length; i++)
        {
            // A NaN must not hide behind a comparison.
            double difference = double.IsNaN(a[i]) ? double.PositiveInfinity : Math.Abs(a[i] - b[i]);
            largest = Math.Max(largest, difference);
        }

        return largest;
    }

    /// <summary>The largest difference, against 1 + the largest expected number.</summary>
    public static void ShouldBeNear(this ReadOnlySpan<double> actual, ReadOnlySpan<double> expected, double tolerance, string what)
    {
        double scale = 1;
        foreach (double value in expected)
        {
            scale = Math.Max(scale, 1 + Math.Abs(value));
        }

        (Difference(actual, expected) / scale).ShouldBeLessThanOrEqualTo(tolerance, what);
    }
}
