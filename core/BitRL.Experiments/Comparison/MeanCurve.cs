using System.Collections.Immutable;

namespace BitRL.Experiments.Comparison;

/// <summary>The learning curves of runs as one: mean, lowest and highest at common steps. Immutable.</summary>
/// <param name="Steps">Environment steps, ascending.</param>
/// <param name="Mean">Mean over the runs at each.</param>
/// <param name="Low">The lowest run at each.</param>
/// <param name="High">The highest run at each.</param>
public sealed record MeanCurve(ImmutableArray<double> Steps, ImmutableArray<double> Mean, ImmutableArray<double> Low, ImmutableArray<double> High)
{
    private const int Points = 120;

    /// <summary>Whether there is nothing to draw.</summary>
    public bool IsEmpty => Steps.IsEmpty;

    /// <summary>Joins curves at steps that all of them have reached: interpolated between points, never beyond the first or last of any.</summary>
    public static MeanCurve Of(IEnumerable<ImmutableArray<CurvePoint>> curves)
    {
        ImmutableArray<CurvePoint>[] known = [.. curves.Where(curve => !curve.IsEmpty)];
        if (known.Length == 0)
        {
            return new MeanCurve([], [], [], []);
        }

        double from = known.Max(curve => curve[0].Steps);
        double to = known.Min(curve => curve[^1].Steps);
        int count = to > from ? Points : 1;
        var steps = new double[count];
        var mean = new double[count];
        var low = new double[count];
        var high = new double[count];
        var values = new double[known.Length];
        for (int i = 0; i < count; i++)
        {
            steps[i] = count == 1 ? to : from + ((to - from) * i / (count - 1));
            for (int k = 0; k < known.Length; k++)
            {
                values[k] = At(known[k], steps[i]);
            }

            (mean[i], low[i], high[i]) = (Statistics.Mean(values), values.Min(), values.Max());
        }

        return new MeanCurve([.. steps], [.. mean], [.. low], [.. high]);
    }

    private static double At(ImmutableArray<CurvePoint> curve, double steps)
    {
        int after = 0;
        while (after < curve.Length - 1 && curve[after].Steps < steps)
        {
            after++;
        }

        CurvePoint end = curve[after];
        if (after == 0 || end.Steps <= steps)
        {
            return end.Return;
        }

        CurvePoint start = curve[after - 1];
        return start.Return + ((steps - start.Steps) / (end.Steps - start.Steps) * (end.Return - start.Return));
    }
}
