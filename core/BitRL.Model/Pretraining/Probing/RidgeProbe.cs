namespace BitRL.Model.Pretraining.Probing;

/// <summary>
/// Ridge regression from standardised features to raw values. Every fourth episode is kept for the test; the penalty is chosen on every fourth
/// of the remaining ones, and the map is then fitted on all of these.
/// </summary>
public static class RidgeProbe
{
    private static readonly double[] Penalties = [1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1];

    /// <summary>Probes features.</summary>
    /// <param name="set">The observations.</param>
    /// <param name="features">[samples, width] row-major, in the order of the set.</param>
    /// <param name="width">Numbers a feature vector.</param>
    /// <exception cref="ArgumentException">Lengths differ, or there are fewer than 8 episodes.</exception>
    public static ProbeResult Run(ProbeSet set, ReadOnlySpan<float> features, int width)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (features.Length != set.Samples.Length * width)
        {
            throw new ArgumentException($"{features.Length} features for {set.Samples.Length} samples of width {width}", nameof(features));
        }

        int[] episodes = [.. set.Samples.Select(sample => sample.Episode).Distinct()];
        if (episodes.Length < 8)
        {
            throw new ArgumentException($"{set.Name} has {episodes.Length} episodes; a split needs 8", nameof(set));
        }

        HashSet<int> test = [.. episodes.Where((_, i) => i % 4 == 3)];
        int[] training = [.. episodes.Where(episode => !test.Contains(episode))];
        HashSet<int> validation = [.. training.Where((_, i) => i % 4 == 3)];
        int[] testRows = Rows(set, test.Contains);
        int[] validationRows = Rows(set, validation.Contains);
        int[] fitRows = Rows(set, episode => !test.Contains(episode) && !validation.Contains(episode));

        var inner = LinearProblem.Create(set, features, width, fitRows);
        double penalty = 0;
        double best = double.NegativeInfinity;
        foreach (double candidate in Penalties)
        {
            double mean = Score(set, features, width, validationRows, inner.Solve(candidate), inner).Average();
            (penalty, best) = mean > best ? (candidate, mean) : (penalty, best);
        }

        var outer = LinearProblem.Create(set, features, width, [.. fitRows, .. validationRows]);
        return new ProbeResult(set.Name, [.. Score(set, features, width, testRows, outer.Solve(penalty), outer)]);
    }

    private static int[] Rows(ProbeSet set, Func<int, bool> isIn) => [.. Enumerable.Range(0, set.Samples.Length).Where(row => isIn(set.Samples[row].Episode))];

    private static double[] Score(ProbeSet set, ReadOnlySpan<float> features, int width, int[] rows, double[] map, LinearProblem problem)
    {
        int outputs = set.Samples[0].Values.Length;
        var said = new double[rows.Length * outputs];
        for (int i = 0; i < rows.Length; i++)
        {
            problem.Apply(map, features.Slice(rows[i] * width, width), said.AsSpan(i * outputs, outputs));
        }

        var scores = new double[outputs];
        for (int k = 0; k < outputs; k++)
        {
            double mean = rows.Average(row => set.Samples[row].Values[k]);
            double residual = 0;
            double total = 0;
            for (int i = 0; i < rows.Length; i++)
            {
                double value = set.Samples[rows[i]].Values[k];
                residual += Square(value - said[(i * outputs) + k]);
                total += Square(value - mean);
            }

            scores[k] = 1 - (residual / Math.Max(total, 1e-12));
        }

        return scores;
    }

    private static double Square(double value) => value * value;
}
