using BitRL.Contracts.Environments;
using BitRL.Contracts.Training;
using BitRL.Ppo.Features;
using BitRL.Ppo.Learning;
using BitRL.Ppo.Networks;
using BitRL.Ppo.Randomness;
using BitRL.Ppo.Rollout;
using BitRL.Ppo.Tests.Networks;
using Shouldly;
using Xunit;

namespace BitRL.Ppo.Tests.Candidates;

/// <summary>The whole loss of a minibatch over candidates, from the gathered features to the gradient of every parameter of both networks.</summary>
public sealed class CandidatePolicyGradientTests
{
    private const int Inputs = 3;
    private const int CandidateInputs = 4;
    private const int Width = 5;
    private const int Transitions = 10;
    private const int Distinct = 6;
    private static readonly int[] Minibatch = [7, 0, 9, 4, 5];
    private static readonly PpoOptions Options = new()
    {
        RolloutTransitions = Transitions,
        MinibatchSize = 6,
        PolicyHidden = [5],
        CandidateHidden = [4],
        CandidateWidth = Width,
        ClipRange = 0.2,
        EntropyCoefficient = 0.3,
        NormalizeAdvantages = false,
        FeatureNormalization = FeatureNormalization.None,
    };

    [Fact]
    public void BothNetworksGradientsAreThoseOfTheWholeLoss()
    {
        var random = new Random(5);
        float[] features = [.. Enumerable.Range(0, Distinct * CandidateInputs).Select(_ => Draw(random))];
        var store = new CandidateStore(new FeaturePipeline(CandidateInputs, Options, new RandomStream(1, StreamPurpose.CandidateProjection)), 4);
        var rollout = new RolloutBuffer(1, Transitions, 1);
        var states = new FeatureStore(Inputs, Transitions);
        var learner = new CandidatePolicyLearner(Inputs, store, Options, 3, 6);
        int[][] offered = Fill(rollout, states, store, features, random);
        Scatter(learner.Head.Weights, random);
        Scatter(learner.CandidateHead.Weights, random);
        double[] point = MlpTests.ToDouble(learner.Head.Weights), candidatePoint = MlpTests.ToDouble(learner.CandidateHead.Weights);

        // old log-probabilities on both sides of the clip range, none on its edge
        for (int i = 0; i < Transitions; i++)
        {
            rollout.LogProbabilities[i] = (float)LogProbability(i, out _) + (new[] { 0f, 0.05f, -0.5f, 0.5f }[i % 4]);
        }

        var statistics = new PolicyStatistics();
        learner.Learn(rollout, states, Minibatch, 1e-30, statistics);
        (statistics.Loss - (0.3 * statistics.Entropy)).ShouldBe(Loss(), 1e-4);
        Compare(point, learner.Head.Gradient, learner.Head.Network.Shape, Loss);
        Compare(candidatePoint, learner.CandidateHead.Gradient, learner.CandidateHead.Network.Shape, Loss);

        double Loss() => -Minibatch.Average(i =>
        {
            double ratio = Math.Exp(LogProbability(i, out double entropy) - rollout.LogProbabilities[i]);
            double advantage = rollout.Advantages[i];
            return Math.Min(ratio * advantage, Math.Clamp(ratio, 0.8, 1.2) * advantage) + (0.3 * entropy);
        });

        double LogProbability(int transition, out double entropy)
        {
            double[] u = MlpTests.Twin(learner.Head.Network.Shape, point, states.Rows.Slice(transition * Inputs, Inputs));
            double[] z = [.. offered[transition].Select(candidate =>
            {
                double[] v = MlpTests.Twin(learner.CandidateHead.Network.Shape, candidatePoint, features.AsSpan(candidate * CandidateInputs, CandidateInputs));
                return (u.Zip(v, (a, b) => a * b).Sum() / Math.Sqrt(Width)) + v[Width];
            })];
            double total = z.Sum(Math.Exp);
            entropy = -z.Sum(x => Math.Exp(x) / total * Math.Log(Math.Exp(x) / total));
            return z[(int)rollout.Actions[transition]] - Math.Log(total);
        }
    }

    private static int[][] Fill(RolloutBuffer rollout, FeatureStore states, CandidateStore store, float[] features, Random random)
    {
        var offered = new int[Transitions][];
        for (int i = 0; i < Transitions; i++)
        {
            int[] all = [.. Enumerable.Range(0, Distinct)];
            random.Shuffle(all);
            offered[i] = all[..(1 + (i % 4))];
            float[] rows = [.. offered[i].SelectMany(candidate => features[(candidate * CandidateInputs)..((candidate + 1) * CandidateInputs)])];
            store.Append(new CandidateBatch { Starts = [0, offered[i].Length], Features = rows, Keys = [.. offered[i].Select(candidate => (ulong)candidate)] }, i);
            rollout.Begin([random.Next(offered[i].Length)], [0]);
            rollout.Complete([new StepResult(0, false, false)], [0]);
            foreach (ref float feature in states.Append(1))
            {
                feature = Draw(random);
            }

            rollout.Advantages[i] = Draw(random) * 3;
        }

        return offered;
    }

    private static void Scatter(Span<float> weights, Random random)
    {
        foreach (ref float weight in weights)
        {
            weight += weight == 0 ? 0 : Draw(random) * 0.7f;
        }
    }

    private static void Compare(double[] point, ReadOnlySpan<float> gradient, MlpShape shape, Func<double> loss)
    {
        const double h = 1e-6;
        bool moved = false;
        for (int p = 0; p < point.Length; p++)
        {
            if (MlpTests.IsPadding(shape, p))
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
