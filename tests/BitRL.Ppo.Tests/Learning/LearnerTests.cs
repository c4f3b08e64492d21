using BitRL.Contracts.Environments;
using BitRL.Ppo.Learning;
using BitRL.Ppo.Networks;
using BitRL.Ppo.Policies;
using BitRL.Ppo.Rollout;
using BitRL.Ppo.Tests.Networks;
using Shouldly;
using Xunit;

namespace BitRL.Ppo.Tests.Learning;

/// <summary>The whole loss of a minibatch, from the gathered features to the gradient of every parameter.</summary>
public sealed class LearnerTests
{
    private const int Inputs = 3;
    private const int Transitions = 12;
    private static readonly int[] Minibatch = [7, 0, 11, 4, 5];
    private static readonly PpoOptions Options = new()
    {
        RolloutTransitions = Transitions,
        MinibatchSize = 6,
        PolicyHidden = [5],
        ValueHidden = [4],
        ClipRange = 0.2,
        EntropyCoefficient = 0.3,
        ValueCoefficient = 0.7,
        InitialLogStandardDeviation = -0.4,
    };

    [Theory]
    [InlineData(false, true)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void ThePolicysGradientIsThatOfTheWholeLoss(bool gaussian, bool normalize)
    {
        IActionDistribution distribution = gaussian ? new GaussianDistribution(2) : new SoftmaxDistribution(3);
        var learner = new PolicyLearner(Inputs, distribution, Options with { NormalizeAdvantages = normalize }, 3, 6);
        (RolloutBuffer rollout, FeatureStore states) = Fill(distribution, new Random(5));
        Scatter(learner.Head.Weights, new Random(6));
        double[] point = MlpTests.ToDouble(learner.Head.Weights), free = MlpTests.ToDouble(learner.Free);

        // old log-probabilities on both sides of the clip range, none on its edge
        for (int i = 0; i < Transitions; i++)
        {
            rollout.LogProbabilities[i] = (float)LogProbability(i, out _) + (new[] { 0f, 0.05f, -0.5f, 0.5f }[i % 4]);
        }

        var statistics = new PolicyStatistics();
        learner.Learn(rollout, states, Minibatch, 1e-30, statistics);
        (statistics.Loss - (0.3 * statistics.Entropy)).ShouldBe(Loss(), 1e-4);
        statistics.ClipFraction.ShouldBe(Minibatch.Count(i => i % 4 >= 2) / (double)Minibatch.Length);
        Compare(point, learner.Head.Gradient, learner.Head.Network.Shape, Loss);
        Compare(free, learner.Head.FreeGradient, null, Loss);

        double Loss()
        {
            double[] advantages = [.. Minibatch.Select(i => (double)rollout.Advantages[i])];
            double mean = advantages.Average();
            double deviation = Math.Sqrt(advantages.Sum(a => (a - mean) * (a - mean)) / (advantages.Length - 1));
            double sum = 0;
            for (int k = 0; k < Minibatch.Length; k++)
            {
                double advantage = normalize ? (advantages[k] - mean) / deviation : advantages[k];
                double ratio = Math.Exp(LogProbability(Minibatch[k], out double entropy) - rollout.LogProbabilities[Minibatch[k]]);
                sum -= Math.Min(ratio * advantage, Math.Clamp(ratio, 0.8, 1.2) * advantage) + (0.3 * entropy);
            }

            return sum / Minibatch.Length;
        }

        double LogProbability(int transition, out double entropy)
        {
            double[] z = MlpTests.Twin(learner.Head.Network.Shape, point, states.Rows.Slice(transition * Inputs, Inputs));
            ReadOnlySpan<float> action = rollout.Actions.Slice(transition * distribution.ActionSize, distribution.ActionSize);
            if (!gaussian)
            {
                double total = z.Sum(Math.Exp);
                entropy = -z.Sum(x => Math.Exp(x) / total * Math.Log(Math.Exp(x) / total));
                return z[(int)action[0]] - Math.Log(total);
            }

            double log = 0;
            entropy = 0;
            for (int i = 0; i < 2; i++)
            {
                log -= (0.5 * Math.Pow((action[i] - z[i]) / Math.Exp(free[i]), 2)) + free[i] + (0.5 * Math.Log(2 * Math.PI));
                entropy += free[i] + (0.5 * Math.Log(2 * Math.PI * Math.E));
            }

            return log;
        }
    }

    [Theory]
    [InlineData(0.3f)]
    [InlineData(float.PositiveInfinity)]
    public void TheCriticsGradientIsThatOfTheWholeLoss(float clip)
    {
        var learner = new ValueLearner(Inputs, Options, 3, 6);
        (RolloutBuffer rollout, FeatureStore states) = Fill(new SoftmaxDistribution(3), new Random(5));
        Scatter(learner.Head.Weights, new Random(6));
        double[] point = MlpTests.ToDouble(learner.Head.Weights);
        for (int i = 0; i < Transitions; i++)
        {
            rollout.Values[i] = (float)Value(i) + new[] { 0f, 0.1f, -0.8f, 0.8f }[i % 4];
        }

        var statistics = new ValueStatistics();
        learner.Learn(rollout, states, Minibatch, clip, 1e-30, statistics);
        (0.7 * statistics.Loss).ShouldBe(Loss(), 1e-4);
        Compare(point, learner.Head.Gradient, learner.Head.Network.Shape, Loss);

        double Loss() => 0.7 * Minibatch.Average(i =>
        {
            double value = Value(i), old = rollout.Values[i], target = rollout.Returns[i];
            return Math.Max(Math.Pow(value - target, 2), Math.Pow(old + Math.Clamp(value - old, -clip, clip) - target, 2));
        });

        double Value(int transition) => MlpTests.Twin(learner.Head.Network.Shape, point, states.Rows.Slice(transition * Inputs, Inputs))[0];
    }

    private static (RolloutBuffer Rollout, FeatureStore States) Fill(IActionDistribution distribution, Random random)
    {
        var rollout = new RolloutBuffer(1, Transitions, distribution.ActionSize);
        var states = new FeatureStore(Inputs, Transitions);
        for (int i = 0; i < Transitions; i++)
        {
            float[] action = distribution.ActionSize == 1 ? [random.Next(3)] : [Draw(random), Draw(random)];
            rollout.Begin(action, [0]);
            rollout.Complete([new StepResult(0, false, false)], [0]);
            foreach (ref float feature in states.Append(1))
            {
                feature = Draw(random);
            }

            (rollout.Advantages[i], rollout.Returns[i]) = (Draw(random) * 3, Draw(random) * 3);
        }

        return (rollout, states);
    }

    // the initial policy is nearly uniform: too flat to show a mistake
    private static void Scatter(Span<float> weights, Random random)
    {
        foreach (ref float weight in weights)
        {
            weight += weight == 0 ? 0 : Draw(random) * 0.5f;
        }
    }

    private static void Compare(double[] point, ReadOnlySpan<float> gradient, MlpShape? shape, Func<double> loss)
    {
        const double h = 1e-6;
        bool moved = point.Length == 0;
        for (int p = 0; p < point.Length; p++)
        {
            if (shape is not null && MlpTests.IsPadding(shape, p))
            {
                gradient[p].ShouldBe(0);
                continue;
            }

            double original = point[p];
            point[p] = original + h;
            double above = loss();
            point[p] = original - h;
            double below = loss();
            point[p] = original;
            double expected = (above - below) / (2 * h);
            ((double)gradient[p]).ShouldBe(expected, 1e-3 * Math.Max(1, Math.Abs(expected)), $"parameter {p}");
            moved |= Math.Abs(expected) > 0.01;
        }

        moved.ShouldBeTrue("a loss that nothing moves tests nothing");
    }

    private static float Draw(Random random) => (float)((random.NextDouble() * 2) - 1);
}
