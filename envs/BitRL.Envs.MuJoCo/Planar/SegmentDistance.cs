namespace BitRL.Envs.MuJoCo.Planar;

/// <summary>
/// Where two segments come closest, as parameters −1 … 1 along each. Parallel segments touch along a stretch, which its two ends stand for; so
/// there are up to four candidates, of which the caller takes the first two that touch.
/// </summary>
internal static class SegmentDistance
{
    /// <summary>Candidates that there can be.</summary>
    public const int Most = 4;

    private const double Tiny = 1e-15;

    /// <param name="firstX">Half axis of the first segment.</param>
    /// <param name="firstZ">The same.</param>
    /// <param name="secondX">Half axis of the second segment.</param>
    /// <param name="secondZ">The same.</param>
    /// <param name="apartX">Centre of the first segment against that of the second.</param>
    /// <param name="apartZ">The same.</param>
    /// <param name="candidates">[Most], overwritten from the front.</param>
    /// <returns>How many candidates there are.</returns>
    public static int Closest(
        double firstX, double firstZ, double secondX, double secondZ, double apartX, double apartZ, Span<(double First, double Second)> candidates)
    {
        double a = (firstX * firstX) + (firstZ * firstZ);
        double b = -((firstX * secondX) + (firstZ * secondZ));
        double c = (secondX * secondX) + (secondZ * secondZ);
        double u = -((firstX * apartX) + (firstZ * apartZ));
        double v = (secondX * apartX) + (secondZ * apartZ);
        double determinant = (a * c) - (b * b);
        if (Math.Abs(determinant) < Tiny)
        {
            candidates[0] = (1, Clamp((v - b) / c));
            candidates[1] = (-1, Clamp((v + b) / c));
            candidates[2] = (Clamp((u - b) / a), 1);
            candidates[3] = (Clamp((u + b) / a), -1);
            return Most;
        }

        double first = ((c * u) - (b * v)) / determinant;
        double second = ((a * v) - (b * u)) / determinant;
        if (Math.Abs(first) > 1)
        {
            first = Clamp(first);
            second = (v - (b * first)) / c;
        }

        if (Math.Abs(second) > 1)
        {
            second = Clamp(second);
            first = Clamp((u - (b * second)) / a);
        }

        candidates[0] = (first, second);
        return 1;
    }

    private static double Clamp(double parameter) => Math.Clamp(parameter, -1, 1);
}
