using CsCheck;
using Shouldly;

namespace BitRL.Envs.Classic.Tests.Stepping;

public sealed class EpisodeRandomTests
{
    [Fact]
    public void TheStreamIsSplitMix64()
    {
        // First two outputs of the reference implementation for seed 1234567, as fractions of 2^64.
        EpisodeRandom random = new(1234567);

        random.Uniform(0, 1).ShouldBe(6457827717110365317 / Math.Pow(2, 64), 1e-15);
        random.Uniform(0, 1).ShouldBe(3203168211198807973 / Math.Pow(2, 64), 1e-15);
    }

    [Fact]
    public void UniformIsHalfOpen() =>
        Gen.Select(Gen.ULong, Gen.Double[-1, 1], Gen.Double[1e-18, 1]).Sample(
            (seed, low, width) =>
            {
                double high = low + width;
                if (high > low)
                {
                    double value = new EpisodeRandom(seed).Uniform(low, high);
                    (value >= low && value < high).ShouldBeTrue($"{value:R} in [{low:R}, {high:R})");
                }
            },
            iter: 20_000);

    [Fact]
    public void UniformFillsItsRangeEvenly()
    {
        EpisodeRandom random = new(5);
        int[] counts = new int[20];
        for (int i = 0; i < 100_000; i++)
        {
            counts[(int)((random.Uniform(-0.05, 0.05) + 0.05) / 0.005)]++;
        }

        // Each bin holds 5000 ± 69: five deviations.
        counts.ShouldAllBe(c => Math.Abs(c - 5000) < 345);
    }

    [Fact]
    public void EveryIndexIsDrawn()
    {
        EpisodeRandom random = new(5);
        int[] counts = new int[4];
        for (int i = 0; i < 40_000; i++)
        {
            counts[random.Index(4)]++;
        }

        counts.ShouldAllBe(c => Math.Abs(c - 10_000) < 450);
    }
}
