using BitRL.Experiments.Comparison;

namespace BitRL.Cli.Rendering.Comparing;

/// <summary>The axes that all curves of an environment share.</summary>
/// <param name="Steps">From 0 to the last step of any.</param>
/// <param name="Returns">From the lowest to the highest return of any run; a little apart where they are equal.</param>
internal readonly record struct CurveRange((double From, double To) Steps, (double From, double To) Returns)
{
    /// <summary>The axes of an environment, or null where there is no curve.</summary>
    public static CurveRange? Of(EnvironmentComparison environment)
    {
        MeanCurve[] curves = [.. environment.Groups.Select(group => group.Curve).Where(curve => !curve.IsEmpty)];
        if (curves.Length == 0)
        {
            return null;
        }

        double low = curves.Min(curve => curve.Low.Min());
        double high = curves.Max(curve => curve.High.Max());
        return new CurveRange((0, curves.Max(curve => curve.Steps[^1])), high > low ? (low, high) : (low - 1, high + 1));
    }
}
