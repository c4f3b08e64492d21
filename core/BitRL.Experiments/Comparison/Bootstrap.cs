using System.Collections.Immutable;

namespace BitRL.Experiments.Comparison;

/// <summary>
/// Ratios to a baseline with percentile intervals, by a stratified bootstrap: in each resample the runs of every group of every environment are drawn
/// anew with replacement, as many as there are, and all figures follow from the same draw. Ratios are of returns less the random policy's, so that
/// they mean the same where returns are negative. Seeded, so the same runs give the same intervals.
/// </summary>
internal sealed class Bootstrap
{
    /// <summary>What a worse ratio counts as in a geometric mean, which knows neither 0 nor less.</summary>
    private const double Floor = 0.01;

    private readonly ImmutableArray<ScoredEnvironment> _environments;
    private readonly ImmutableArray<string> _labels;
    private readonly double _confidence;
    private readonly Draw _sample;
    private readonly Draw[] _resamples;

    public Bootstrap(ComparisonOptions options, ImmutableArray<ScoredEnvironment> environments)
    {
        _environments = environments;
        _labels = [.. environments.SelectMany(environment => environment.Groups.Select(group => group.Label)).Distinct()];
        _confidence = options.Confidence;
        _sample = Measure(random: null, options.Baseline!);
        var random = new Random(options.Seed);
        _resamples = new Draw[options.Resamples];
        for (int i = 0; i < _resamples.Length; i++)
        {
            _resamples[i] = Measure(random, options.Baseline!);
        }
    }

    /// <summary>The ratio of a group in an environment.</summary>
    public Estimate Ratio(string environment, string label)
    {
        int e = _environments.Select(known => known.Environment).ToList().IndexOf(environment);
        int l = _labels.IndexOf(label);
        bool hasInterval = HasSpread(e, l);
        return Estimate(draw => draw.Ratios[e, l], hasInterval);
    }

    /// <summary>Every label over all environments.</summary>
    public ImmutableArray<OverallComparison> Overall() => [.. _labels.Select((label, l) =>
    {
        int[] counted = [.. Enumerable.Range(0, _environments.Length).Where(e => double.IsFinite(_sample.Ratios[e, l]))];
        bool hasInterval = counted.All(e => HasSpread(e, l));
        return new OverallComparison(
            label,
            counted.Length,
            Estimate(draw => Geometric(counted.Select(e => draw.Ratios[e, l])), hasInterval),
            Estimate(draw => draw.Interquartile[l], hasInterval),
            counted.Count(e => _sample.Ratios[e, l] < Floor));
    })];

    private static double Geometric(IEnumerable<double> ratios) => Math.Exp(ratios.Average(ratio => Math.Log(Math.Max(ratio, Floor))));

    /// <summary>One run says nothing about how far another would be from it.</summary>
    private bool HasSpread(int environment, int label) =>
        _environments[environment].Baseline.Length > 1 && _environments[environment].Groups.First(group => group.Label == _labels[label]).Finals.Length > 1;

    private Estimate Estimate(Func<Draw, double> figure, bool hasInterval)
    {
        double value = figure(_sample);
        if (!hasInterval)
        {
            return new Estimate(value, double.NaN, double.NaN);
        }

        // A resample in which the baseline is no better than random has no ratio: it counts as infinitely far up.
        double[] sorted = [.. _resamples.Select(figure).Select(drawn => double.IsNaN(drawn) ? double.PositiveInfinity : drawn).Order()];
        double tail = (1 - _confidence) / 2;
        return new Estimate(value, Statistics.Quantile(sorted, tail), Statistics.Quantile(sorted, 1 - tail));
    }

    private Draw Measure(Random? random, string baseline)
    {
        var ratios = new double[_environments.Length, _labels.Length];
        var scores = new List<double>[_labels.Length];
        for (int l = 0; l < scores.Length; l++)
        {
            scores[l] = [];
        }

        for (int e = 0; e < _environments.Length; e++)
        {
            MeasureEnvironment(e, random, baseline, ratios, scores);
        }

        return new Draw(ratios, [.. scores.Select(of => Statistics.InterquartileMean(of.ToArray()))]);
    }

    private void MeasureEnvironment(int e, Random? random, string baseline, double[,] ratios, List<double>[] scores)
    {
        ScoredEnvironment environment = _environments[e];
        double[] reference = Resample(environment.Baseline, random);
        double span = Statistics.Mean(reference) - environment.Random;
        for (int l = 0; l < _labels.Length; l++)
        {
            ImmutableArray<double> finals = environment.Groups.FirstOrDefault(group => group.Label == _labels[l]).Finals;
            ratios[e, l] = double.NaN;
            if (finals.IsDefaultOrEmpty || span <= 0)
            {
                continue;
            }

            double[] drawn = _labels[l] == baseline ? reference : Resample(finals, random);
            ratios[e, l] = (Statistics.Mean(drawn) - environment.Random) / span;
            scores[l].AddRange(drawn.Select(final => (final - environment.Random) / span));
        }
    }

    private static double[] Resample(ImmutableArray<double> values, Random? random) =>
        random is null ? [.. values] : [.. values.Select(_ => values[random.Next(values.Length)])];

    private sealed record Draw(double[,] Ratios, double[] Interquartile);
}
