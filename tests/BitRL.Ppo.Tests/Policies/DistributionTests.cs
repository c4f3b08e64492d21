using BitRL.Ppo.Policies;
using BitRL.Ppo.Randomness;
using CsCheck;
using Shouldly;
using Xunit;

namespace BitRL.Ppo.Tests.Policies;

public sealed class DistributionTests
{
    private delegate double LogProbability(double[] outputs, double[] free, out double entropy);

    [Fact]
    public void SoftmaxGradientsMatchFiniteDifferences()
    {
        Gen.Select(Gen.Int[1, 9], Gen.Int[0, 1_000_000]).Sample((choices, seed) =>
        {
            var random = new Random(seed);
            int choice = random.Next(choices);
            CheckGradient(new SoftmaxDistribution(choices), Draw(random, choices, 3), [], [choice], random, (double[] z, double[] _, out double entropy) =>
            {
                double total = z.Sum(Math.Exp);
                entropy = -z.Sum(x => Math.Exp(x) / total * Math.Log(Math.Exp(x) / total));
                return z[choice] - Math.Log(total);
            });
        }, iter: 300);
    }

    [Fact]
    public void GaussianGradientsMatchFiniteDifferences()
    {
        Gen.Select(Gen.Int[1, 6], Gen.Int[0, 1_000_000]).Sample((dimensions, seed) =>
        {
            var random = new Random(seed);
            double[] action = Draw(random, dimensions, 2);
            CheckGradient(new GaussianDistribution(dimensions), Draw(random, dimensions, 2), Draw(random, dimensions, 1), action, random, (double[] mean, double[] free, out double entropy) =>
            {
                double sum = 0;
                entropy = 0;
                for (int i = 0; i < dimensions; i++)
                {
                    double deviation = Math.Exp(free[i]);
                    sum += Math.Log(Math.Exp(-Math.Pow((action[i] - mean[i]) / deviation, 2) / 2) / (deviation * Math.Sqrt(2 * Math.PI)));
                    entropy += 0.5 * Math.Log(2 * Math.PI * Math.E * deviation * deviation);
                }

                return sum;
            });
        }, iter: 300);
    }

    [Fact]
    public void SoftmaxSurvivesLargeLogits()
    {
        var softmax = new SoftmaxDistribution(3);
        softmax.LogProbability([1000, 0, -1000], [], [0], out float entropy).ShouldBe(0);
        entropy.ShouldBe(0);
        softmax.LogProbability([1000, 0, -1000], [], [2], out _).ShouldBe(-2000);
    }

    [Fact]
    public void SoftmaxDrawsEachChoiceAsOftenAsItsProbabilitySays()
    {
        var softmax = new SoftmaxDistribution(4);
        float[] outputs = [0, 1, -1, 2];
        double total = outputs.Sum(z => Math.Exp(z));
        var counts = new int[4];
        var random = new RandomStream(3, StreamPurpose.Actions);
        var action = new float[1];
        for (int i = 0; i < 100_000; i++)
        {
            softmax.Sample(outputs, [], random, action);
            counts[(int)action[0]]++;
        }

        for (int i = 0; i < 4; i++)
        {
            double p = Math.Exp(outputs[i]) / total;
            (counts[i] / 100_000.0).ShouldBe(p, 4 * Math.Sqrt(p * (1 - p) / 100_000));
        }
    }

    [Fact]
    public void GaussianDrawsHaveTheirMeanAndDeviation()
    {
        var gaussian = new GaussianDistribution(1);
        var random = new RandomStream(3, StreamPurpose.Actions);
        var action = new float[1];
        double sum = 0, squares = 0;
        for (int i = 0; i < 100_000; i++)
        {
            gaussian.Sample([2], [MathF.Log(0.5f)], random, action);
            sum += action[0];
            squares += (action[0] - 2.0) * (action[0] - 2.0);
        }

        (sum / 100_000).ShouldBe(2, 0.01);
        Math.Sqrt(squares / 100_000).ShouldBe(0.5, 0.01);
    }

    [Fact]
    public void TheModeIsTheLikeliestAction()
    {
        var action = new float[1];
        new SoftmaxDistribution(3).Mode([0.1f, 0.3f, 0.2f], action);
        action[0].ShouldBe(1);
        var vector = new float[2];
        new GaussianDistribution(2).Mode([0.5f, -3], vector);
        vector.ShouldBe([0.5f, -3]);
    }

    private static void CheckGradient(IActionDistribution distribution, double[] outputs, double[] free, double[] action, Random random, LogProbability oracle)
    {
        float[] z = [.. outputs.Select(x => (float)x)], f = [.. free.Select(x => (float)x)], a = [.. action.Select(x => (float)x)];
        ((double)distribution.LogProbability(z, f, a, out float entropy)).ShouldBe(oracle(outputs, free, out double expectedEntropy), 1e-3);
        ((double)entropy).ShouldBe(expectedEntropy, 1e-4);

        double logWeight = (random.NextDouble() * 4) - 2, entropyWeight = (random.NextDouble() * 4) - 2;
        var outputGradient = new float[distribution.Outputs];
        var freeGradient = new float[distribution.FreeParameters];
        distribution.Gradient(z, f, a, (float)logWeight, (float)entropyWeight, outputGradient, freeGradient);
        Compare(outputs, outputGradient);
        Compare(free, freeGradient);

        void Compare(double[] values, float[] gradient)
        {
            const double h = 1e-5;
            for (int i = 0; i < values.Length; i++)
            {
                double original = values[i];
                values[i] = original + h;
                double above = (logWeight * oracle(outputs, free, out double entropyAbove)) + (entropyWeight * entropyAbove);
                values[i] = original - h;
                double below = (logWeight * oracle(outputs, free, out double entropyBelow)) + (entropyWeight * entropyBelow);
                values[i] = original;
                double expected = (above - below) / (2 * h);
                ((double)gradient[i]).ShouldBe(expected, 1e-3 * Math.Max(1, Math.Abs(expected)));
            }
        }
    }

    private static double[] Draw(Random random, int count, double range) => [.. Enumerable.Range(0, count).Select(_ => ((random.NextDouble() * 2) - 1) * range)];
}
