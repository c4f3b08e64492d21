namespace BitRL.Model.Pretraining.Probing;

/// <summary>
/// Ridge regression from standardised features to raw values, cross-validated over whole episodes: each is predicted by a map that was fitted
/// without it. The penalty of a fold is chosen on a quarter of its own training episodes.
/// </summary>
public static class RidgeProbe
{
    private const int Folds = 4;

    private static readonly double[] Penalties = [1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1];

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
        if (episodes.Length < 2 * Folds)
        {
            throw new ArgumentException($"{set.Name} has {episodes.Length} episodes; a split needs {2 * Folds}", nameof(set));
        }

        int outputs = set.Samples[0].Values.Length;
        var said = new double[set.Samples.Length * outputs];
        for (int fold = 0; fold < Folds; fold++)
        {
            HashSet<int> test = [.. episodes.Where((_, i) => i % Folds == fold)];
            int[] rest = [.. episodes.Where(episode => !test.Contains(episode))];
            HashSet<int> validation = [.. rest.Where((_, i) => i % Folds == fold)];
            int[] fitRows = Rows(set, episode => !test.Contains(episode) && !validation.Contains(episode));
            int[] validationRows = Rows(set, validation.Contains);
            double penalty = BestPenalty(set, features, width, fitRows, validationRows);
            var outer = LinearProblem.Create(set, features, width, [.. fitRows, .. validationRows]);
            Predict(outer, outer.Solve(penalty), features, width, Rows(set, test.Contains), said);
        }

        return new ProbeResult(set.Name, [.. Score(set, [.. Enumerable.Range(0, set.Samples.Length)], said)]);
    }

    private static double BestPenalty(ProbeSet set, ReadOnlySpan<float> features, int width, int[] fitRows, int[] validationRows)
    {
        var inner = LinearProblem.Create(set, features, width, fitRows);
        var said = new double[set.Samples.Length * set.Samples[0].Values.Length];
        double penalty = 0;
        double best = double.NegativeInfinity;
        foreach (double candidate in Penalties)
        {
            Predict(inner, inner.Solve(candidate), features, width, validationRows, said);
            double mean = Score(set, validationRows, said).Average();
            (penalty, best) = mean > best ? (candidate, mean) : (penalty, best);
        }

        return penalty;
    }

    private static int[] Rows(ProbeSet set, Func<int, bool> isIn) => [.. Enumerable.Range(0, set.Samples.Length).Where(row => isIn(set.Samples[row].Episode))];

    private static void Predict(LinearProblem problem, double[] map, ReadOnlySpan<float> features, int width, int[] rows, double[] said)
    {
        foreach (int row in rows)
        {
            problem.Apply(map, features.Slice(row * width, width), said.AsSpan(row * problem.Outputs, problem.Outputs));
        }
    }

    private static double[] Score(ProbeSet set, int[] rows, double[] said)
    {
        var scores = new double[set.Samples[0].Values.Length];
        for (int k = 0; k < scores.Length; k++)
        {
            double mean = rows.Average(row => set.Samples[row].Values[k]);
            double residual = 0;
            double total = 0;
            foreach (int row in rows)
            {
                double value = set.Samples[row].Values[k];
                residual += Square(value - said[(row * scores.Length) + k]);
                total += Square(value - mean);
            }

            scores[k] = 1 - (residual / Math.Max(total, 1e-12));
        }

        return scores;
    }

    private static double Square(double value) => value * value;
}
