namespace BitRL.Experiments.Comparison;

/// <summary>Figures over a few numbers.</summary>
public static class Statistics
{
    /// <summary>Arithmetic mean; NaN of nothing.</summary>
    public static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return values.Length == 0 ? double.NaN : sum / values.Length;
    }

    /// <summary>Standard deviation of a sample (divided by n − 1); NaN of fewer than two.</summary>
    public static double Deviation(ReadOnlySpan<double> values)
    {
        if (values.Length < 2)
        {
            return double.NaN;
        }

        double mean = Mean(values);
        double sum = 0;
        foreach (double value in values)
        {
            sum += (value - mean) * (value - mean);
        }

        return Math.Sqrt(sum / (values.Length - 1));
    }

    /// <summary>
    /// Mean of the middle half: a quarter of the values is left out at each end, parts of a value counting in part (of three values the outer two
    /// count a quarter each), so that it is no step function of their number. NaN of nothing.
    /// </summary>
    public static double InterquartileMean(ReadOnlySpan<double> values)
    {
        if (values.Length == 0)
        {
            return double.NaN;
        }

        Span<double> sorted = values.Length <= 128 ? stackalloc double[values.Length] : new double[values.Length];
        values.CopyTo(sorted);
        sorted.Sort();
        double cut = values.Length / 4.0;
        double sum = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            // Value i stands for the interval from i to i + 1; what of it lies in the middle half counts.
            double weight = Math.Min(i + 1, sorted.Length - cut) - Math.Max(i, cut);
            sum += weight > 0 ? weight * sorted[i] : 0;
        }

        return sum / (sorted.Length - (2 * cut));
    }

    /// <summary>The value below which a share of the sorted values lies, interpolated.</summary>
    /// <param name="sorted">Ascending, at least one.</param>
    /// <param name="share">From 0 to 1.</param>
    public static double Quantile(ReadOnlySpan<double> sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }
}
