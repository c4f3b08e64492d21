using BitRL.Ppo.Rollout;
using CsCheck;
using Shouldly;
using Xunit;

namespace BitRL.Ppo.Tests.Rollout;

public sealed class AdvantagesTests
{
    [Fact]
    public void AdvantagesEqualTheDiscountedSumOfErrorsUpToTheEndOfTheEpisode()
    {
        Gen.Select(Gen.Int[1, 6], Gen.Int[1, 40], Gen.Double[0, 1], Gen.Double[0, 1], Gen.Int[0, 1_000_000]).Sample((environments, steps, discount, lambda, seed) =>
        {
            var random = new Random(seed);
            int count = environments * steps;
            float[] rewards = Draw(random, count), values = Draw(random, count), next = Draw(random, environments);
            bool[] terminated = [.. Enumerable.Range(0, count).Select(_ => random.Next(7) == 0)];
            bool[] truncated = [.. Enumerable.Range(0, count).Select(_ => random.Next(7) == 0)];
            float[] finals = Draw(random, count);
            var bootstrapped = new float[count];
            for (int i = 0; i < count; i++)
            {
                bootstrapped[i] = truncated[i] && !terminated[i] ? Advantages.Bootstrap(rewards[i], (float)discount, finals[i]) : rewards[i];
            }

            bool[] ends = [.. terminated.Zip(truncated, (a, b) => a || b)];
            var advantages = new float[count];
            var returns = new float[count];
            Advantages.Compute(bootstrapped, values, ends, next, (float)discount, (float)lambda, advantages, returns);

            for (int i = 0; i < count; i++)
            {
                double expected = Oracle(i);
                ((double)advantages[i]).ShouldBe(expected, 1e-3);
                ((double)returns[i]).ShouldBe(expected + values[i], 1e-3);
            }

            // forward in time, straight from the definition, with the value of the state that each step really led to
            double Oracle(int start)
            {
                double sum = 0;
                double weight = 1;
                for (int i = start; i < count; i += environments)
                {
                    bool lastStep = i + environments >= count;
                    double after = terminated[i] ? 0 : truncated[i] ? finals[i] : lastStep ? next[i % environments] : values[i + environments];
                    sum += weight * (rewards[i] + (discount * after) - values[i]);
                    weight *= discount * lambda;
                    if (ends[i])
                    {
                        break;
                    }
                }

                return sum;
            }
        }, iter: 500);
    }

    [Fact]
    public void LambdaOfOneGivesTheReturnItself()
    {
        float[] rewards = [1, 2, 3];
        var advantages = new float[3];
        var returns = new float[3];
        Advantages.Compute(rewards, [10, 20, 30], [false, false, true], [99], 0.5f, 1, advantages, returns);
        returns.ShouldBe([1 + (0.5f * (2 + (0.5f * 3))), 2 + (0.5f * 3), 3]);
    }

    [Fact]
    public void OtherLengthsAreRefused() =>
        Should.Throw<ArgumentException>(() => Advantages.Compute([1, 2, 3], [1, 2, 3], [false, false, false], [1, 2], 1, 1, new float[3], new float[3]));

    [Theory]
    [InlineData(2048, 64)]
    [InlineData(2051, 64)]
    [InlineData(3, 64)]
    [InlineData(65, 64)]
    public void MinibatchesCoverEverythingOnceAndDifferByOneAtMost(int transitions, int size)
    {
        var minibatches = new Minibatches(transitions, size);
        int[] all = [.. Enumerable.Range(0, transitions)];
        int[][] parts = [.. Enumerable.Range(0, minibatches.Count).Select(i => all[minibatches[i]])];
        parts.SelectMany(part => part).ShouldBe(all);
        parts.Max(part => part.Length).ShouldBeLessThanOrEqualTo(size);
        (parts.Max(part => part.Length) - parts.Min(part => part.Length)).ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public void ExplainedVarianceIsOneForThePerfectCriticAndZeroForAConstantOne()
    {
        float[] returns = [1, 5, 2, 8];
        Moments.ExplainedVariance(returns, returns).ShouldBe(1, 1e-12);
        Moments.ExplainedVariance([7, 7, 7, 7], returns).ShouldBe(0, 1e-12);
        Moments.ExplainedVariance([-1, -5, -2, -8], returns).ShouldBe(-3, 1e-12);
        Moments.ExplainedVariance([1, 2], [3, 3]).ShouldBe(double.NaN);
    }

    private static float[] Draw(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 4) - 2))];
}
