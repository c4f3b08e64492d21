using BitRL.Ppo.Features;
using BitRL.Ppo.Randomness;
using CsCheck;
using Shouldly;
using Xunit;

namespace BitRL.Ppo.Tests.Features;

public sealed class FeatureTests
{
    [Fact]
    public void RunningMomentsEqualThoseOfAllSamplesTogether()
    {
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 200], Gen.Double[-1e4, 1e4], Gen.Int[0, 1_000_000]).Sample((width, count, offset, seed) =>
        {
            var random = new Random(seed);
            var moments = new RunningMoments(width);
            var samples = new List<float[]>();
            for (int i = 0; i < count; i++)
            {
                float[] sample = [.. Enumerable.Range(0, width).Select(_ => (float)(offset + random.NextDouble()))];
                samples.Add(sample);
                moments.Add(sample);
                if (random.Next(5) == 0)
                {
                    moments.Merge();
                }
            }

            moments.Merge();
            for (int i = 0; i < width; i++)
            {
                double mean = samples.Average(sample => (double)sample[i]);
                double variance = samples.Average(sample => (sample[i] - mean) * (sample[i] - mean));
                moments.Mean(i).ShouldBe(mean, 1e-8 * Math.Max(1, Math.Abs(offset)));
                moments.Variance(i).ShouldBe(variance, 1e-7);
            }
        }, iter: 200);
    }

    [Fact]
    public void StatisticsStandStillUntilTheyAreToldToMoveOn()
    {
        var standardizer = new Standardizer(1);
        standardizer.Observe([1, 3]);
        Apply(standardizer, 1000).ShouldBe(1000, "nothing is known yet: the identity, not even clipped");
        standardizer.Advance();
        Apply(standardizer, 3).ShouldBe(1, 1e-6f);
        standardizer.Observe([100, 200, 300]);
        Apply(standardizer, 3).ShouldBe(1, 1e-6f);
        Apply(standardizer, 1e30f).ShouldBe(10);
        Apply(standardizer, -1e30f).ShouldBe(-10);
        standardizer.Advance();
        Apply(standardizer, 3).ShouldBeLessThan(0);
    }

    [Fact]
    public void AConstantFeatureBecomesZero()
    {
        var standardizer = new Standardizer(1);
        standardizer.Observe([5, 5, 5]);
        standardizer.Advance();
        Apply(standardizer, 5).ShouldBe(0);
    }

    [Fact]
    public void RewardsAreDividedByTheDeviationOfTheDiscountedReturn()
    {
        const double discount = 0.9;
        var scaler = new RewardScaler(2, discount);
        var random = new Random(4);
        var returns = new double[2];
        var history = new List<double>();
        for (int step = 0; step < 50; step++)
        {
            float[] rewards = [(float)random.NextDouble() * 5, (float)random.NextDouble() - 3];
            float[] scaled = [.. rewards];
            scaler.Scale(scaled);
            for (int i = 0; i < 2; i++)
            {
                returns[i] = (discount * returns[i]) + rewards[i];
                history.Add(returns[i]);
            }

            double mean = history.Average();
            double deviation = Math.Sqrt(history.Average(x => (x - mean) * (x - mean)) + 1e-8);
            for (int i = 0; i < 2; i++)
            {
                ((double)scaled[i]).ShouldBe(Math.Clamp(rewards[i] / deviation, -10, 10), 1e-4);
            }

            if (step % 9 == 8)
            {
                scaler.EndEpisode(1);
                returns[1] = 0;
            }
        }
    }

    [Fact]
    public void EigenvectorsDiagonalise()
    {
        var random = new Random(2);
        const int n = 30;
        var matrix = new double[n][];
        for (int i = 0; i < n; i++)
        {
            matrix[i] = [.. Enumerable.Range(0, n).Select(_ => random.NextDouble() - 0.5)];
        }

        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                matrix[i][j] = matrix[j][i];
            }
        }

        double[][] original = [.. matrix.Select(row => (double[])row.Clone())];
        double[][] vectors = SymmetricEigen.Decompose(matrix);
        for (int k = 0; k < n; k++)
        {
            vectors[k].Sum(x => x * x).ShouldBe(1, 1e-10);
            for (int i = 0; i < n; i++)
            {
                original[i].Zip(vectors[k], (a, b) => a * b).Sum().ShouldBe(matrix[k][k] * vectors[k][i], 1e-9);
            }
        }
    }

    [Fact]
    public void PrincipalComponentsFindTheDirectionsOfGreatestVariance()
    {
        // data = mean + Σ s_k g_k u_k with known orthonormal u_k: the components must be ±u_k with variances near s_k²
        const int width = 40, count = 4000;
        double[] scales = [8, 5, 3, 2, 1];
        var random = new RandomStream(6, StreamPurpose.Actions);
        double[][] axes = [.. scales.Select(_ => Enumerable.Range(0, width).Select(_ => random.NextNormal()).ToArray())];
        Ppo.Networks.DoubleVector.Orthonormalize(axes);
        var rows = new float[count * width];
        for (int row = 0; row < count; row++)
        {
            double[] draws = [.. scales.Select(scale => scale * random.NextNormal())];
            for (int i = 0; i < width; i++)
            {
                rows[(row * width) + i] = (float)(i + draws.Select((draw, k) => draw * axes[k][i]).Sum() + (0.01 * random.NextNormal()));
            }
        }

        PrincipalComponents found = PrincipalComponents.Fit(rows, width, 5, new RandomStream(1, StreamPurpose.PolicyProjection));
        for (int k = 0; k < 5; k++)
        {
            Math.Abs(found.Axes[k].Zip(axes[k], (a, b) => a * b).Sum()).ShouldBeGreaterThan(0.99);
            found.Variances[k].ShouldBe(scales[k] * scales[k], 0.1 * scales[k] * scales[k]);
            found.Axes[k].Sum(x => x * x).ShouldBe(1, 1e-9);
        }

        for (int i = 0; i < width; i++)
        {
            found.Mean[i].ShouldBe(i, 1);
        }
    }

    [Fact]
    public void FewerRowsThanComponentsLeaveTheRestAtZeroVariance()
    {
        var random = new RandomStream(6, StreamPurpose.Actions);
        float[] rows = [.. Enumerable.Range(0, 4 * 30).Select(_ => (float)random.NextNormal())];
        PrincipalComponents found = PrincipalComponents.Fit(rows, 30, 10, random);
        found.Variances.Take(3).ShouldAllBe(variance => variance > 0.1);
        found.Variances.Skip(3).ShouldAllBe(variance => variance < 1e-4);
        found.Axes.SelectMany(axis => axis).ShouldAllBe(value => double.IsFinite(value));
    }

    [Theory]
    [InlineData(FeatureProjection.Random)]
    [InlineData(FeatureProjection.Pca)]
    public void ProjectedFeaturesHaveVarianceOneInTheMean(FeatureProjection projection)
    {
        const int width = 60, count = 2000;
        var options = new PpoOptions { MaxInputs = 20, FeatureProjection = projection };
        var pipeline = new FeaturePipeline(width, options, new RandomStream(1, StreamPurpose.PolicyProjection));
        var random = new RandomStream(2, StreamPurpose.Actions);
        float[] rows = [.. Enumerable.Range(0, count * width).Select(i => (float)((random.NextNormal() * (1 + (i % 7))) + (i % width)))];
        pipeline.Inputs.ShouldBe(20);
        pipeline.IsCalibrated.ShouldBeFalse();
        pipeline.Observe(rows);
        pipeline.Calibrate(rows);
        pipeline.IsCalibrated.ShouldBeTrue();
        var inputs = new float[count * 20];
        pipeline.Transform(rows, inputs);
        inputs.Average(x => (double)x * x).ShouldBe(1, 0.15);
        inputs.Average(x => (double)x).ShouldBe(0, 0.05);
    }

    [Fact]
    public void NarrowFeaturesPassThroughWhenNothingIsAskedFor()
    {
        var pipeline = new FeaturePipeline(3, new PpoOptions { FeatureNormalization = FeatureNormalization.None }, new RandomStream(1, StreamPurpose.PolicyProjection));
        pipeline.IsCalibrated.ShouldBeTrue();
        var inputs = new float[3];
        pipeline.Transform([1, 2, 3], inputs);
        inputs.ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void TheFirstBadValueIsFoundWhereverItIs()
    {
        for (int length = 1; length < 40; length++)
        {
            var values = new float[length];
            FiniteCheck.FirstNonFinite(values).ShouldBe(-1);
            for (int place = 0; place < length; place++)
            {
                foreach (float bad in (float[])[float.NaN, float.PositiveInfinity, float.NegativeInfinity])
                {
                    values[place] = bad;
                    FiniteCheck.FirstNonFinite(values).ShouldBe(place);
                }

                values[place] = -float.MaxValue;
            }
        }
    }

    private static float Apply(Standardizer standardizer, float value)
    {
        var result = new float[1];
        standardizer.Apply([value], result);
        return result[0];
    }
}
