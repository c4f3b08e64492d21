using BitRL.Model.Quantization;
using Shouldly;
using Xunit;

namespace BitRL.Model.Tests.Quantization;

public sealed class WeightQuantizerTests
{
    [Fact]
    public void Int8HasOneScaleAnOutputAndTiesGoToTheEvenStep()
    {
        float[] weights = [127, 2.5f, -3.5f, 0.4f, 0, 0, 0, 0, 0.127f, -0.0634f, 0.001f, -0.127f];
        float[] rounded = Round(weights, inputs: 4, new QuantizationSettings(QuantizationTarget.Int8));

        rounded[..4].ShouldBe([127, 2, -4, 0]);
        rounded[4..8].ShouldBe([0, 0, 0, 0]);
        rounded[8..].ShouldBe([0.127f, -0.063f, 0.001f, -0.127f], 1e-7f);
    }

    [Fact]
    public void Int4HasOneScaleAGroupAndTheLastGroupMayBeShorter()
    {
        float[] weights = new float[40];
        Array.Fill(weights, 1f, 0, 32);
        weights[0] = 7;
        weights[1] = -2.4f;
        weights[32] = -0.7f;
        weights[33] = 0.26f;

        float[] rounded = Round(weights, inputs: 40, new QuantizationSettings(QuantizationTarget.Int4, GroupSize: 32));

        rounded[..3].ShouldBe([7, -2, 1]);
        rounded[32..34].ShouldBe([-0.7f, 0.3f], 1e-6f);
        rounded[34].ShouldBe(0);
    }

    [Fact]
    public void TernaryKeepsThreeValuesOfMeanMagnitude()
    {
        float[] weights = Normal(256, seed: 3);
        float scale = weights.Average(Math.Abs);

        float[] rounded = Round(weights, inputs: 128, new QuantizationSettings(QuantizationTarget.Ternary));

        rounded.Distinct().Order().ShouldBe([-scale, 0, scale], 1e-6);
        rounded.Zip(weights).ShouldAllBe(pair => (Math.Abs(pair.Second) > 0.5f * scale) == (pair.First != 0));
    }

    [Theory]
    [InlineData(QuantizationTarget.Int8, 64, 0.0115)]
    [InlineData(QuantizationTarget.Int4, 32, 0.12)]
    [InlineData(QuantizationTarget.Int4, 128, 0.16)]
    public void RoundingTwiceChangesNothingAndTheErrorOfNormalWeightsIsThatOfTheStep(QuantizationTarget target, int group, double error)
    {
        var settings = new QuantizationSettings(target, group);
        float[] weights = Normal(64 * 512, seed: 4);
        float[] once = Round(weights, 512, settings);

        Round(once, 512, settings).ShouldBe(once, 1e-6f);
        var measured = RoundingError.Between(weights, once);
        measured.RelativeRms.ShouldBeInRange(0.6 * error, error);
        measured.Cosine.ShouldBe(1 - (measured.RelativeRms * measured.RelativeRms / 2), 1e-3);
    }

    [Fact]
    public void ErrorsOfVectorsThatAreKnown()
    {
        var error = RoundingError.Between([3, 4], [3, 3]);

        error.RelativeRms.ShouldBe(0.2, 1e-12);
        error.Cosine.ShouldBe(21 / (5 * Math.Sqrt(18)), 1e-12);
        error.Largest.ShouldBe(0.25, 1e-12);
        RoundingError.Between([0, 0], [0, 0]).ShouldBe(new RoundingError(0, 1, 0));
    }

    [Fact]
    public void LengthsThatDoNotFitAreRefused() =>
        Should.Throw<ArgumentException>(() => WeightQuantizer.Round(new float[7], 4, new QuantizationSettings(QuantizationTarget.Int8), new float[7]));

    private static float[] Round(float[] weights, int inputs, QuantizationSettings settings)
    {
        float[] rounded = new float[weights.Length];
        WeightQuantizer.Round(weights, inputs, settings, rounded);
        return rounded;
    }

    private static float[] Normal(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())))];
    }
}
