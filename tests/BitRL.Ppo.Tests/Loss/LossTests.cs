using BitRL.Ppo.Loss;
using CsCheck;
using Shouldly;
using Xunit;

namespace BitRL.Ppo.Tests.Loss;

public sealed class LossTests
{
    private const float Clip = 0.2f;

    [Fact]
    public void TheObjectivesDerivativeMatchesFiniteDifferences()
    {
        Gen.Select(Gen.Double[-0.6, 0.6], Gen.Double[-3, 3]).Sample((logRatio, advantage) =>
        {
            const double h = 1e-6;
            if (Math.Abs(Math.Exp(logRatio) - 1.2) < 1e-3 || Math.Abs(Math.Exp(logRatio) - 0.8) < 1e-3 || Math.Abs(advantage) < 1e-3)
            {
                return;
            }

            double expected = (Objective(logRatio + h, advantage) - Objective(logRatio - h, advantage)) / (2 * h);
            ((double)ClippedObjective.Derivative((float)logRatio, (float)advantage, Clip)).ShouldBe(expected, 1e-4);
            ((double)ClippedObjective.Value((float)logRatio, (float)advantage, Clip)).ShouldBe(Objective(logRatio, advantage), 1e-5);
        });
    }

    [Theory]
    [InlineData(0.5f, 1f, 0f)] // good action, already likelier: no more pull
    [InlineData(-0.5f, -1f, 0f)] // bad action, already less likely: no more push
    [InlineData(-0.5f, 1f, 0.6065307f)] // good action that became unlikely: pulled back
    [InlineData(0.5f, -1f, -1.6487213f)] // bad action that became likely: pushed back
    public void ClippingHoldsBackOnlyWhatWouldGoFurther(float logRatio, float advantage, float expected) =>
        ClippedObjective.Derivative(logRatio, advantage, Clip).ShouldBe(expected, 1e-6f);

    [Fact]
    public void TheDivergenceOfEqualPoliciesIsExactlyZeroAndOtherwisePositive()
    {
        ClippedObjective.Divergence(0).ShouldBe(0);
        ClippedObjective.Divergence(0.3f).ShouldBe(MathF.Exp(0.3f) - 1.3f, 1e-6f);
        ClippedObjective.Divergence(-0.3f).ShouldBeGreaterThan(0);
        ClippedObjective.IsClipped(0, 0.1f).ShouldBeFalse();
        ClippedObjective.IsClipped(0.11f, 0.1f).ShouldBeTrue();
        ClippedObjective.IsClipped(-0.11f, 0.1f).ShouldBeTrue();
    }

    [Fact]
    public void TheValueLossDerivativeMatchesFiniteDifferences()
    {
        Gen.Select(Gen.Double[-2, 2], Gen.Double[-2, 2], Gen.Double[-2, 2], Gen.Double[0.1, 1]).Sample((value, old, target, clip) =>
        {
            const double h = 1e-6;
            double slope = (ValueLoss(value + h, old, target, clip) - ValueLoss(value - h, old, target, clip)) / (2 * h);
            bool kink = Math.Abs(Math.Abs(value - old) - clip) < 1e-3 || Math.Abs(Free(value, target) - Held(value, old, target, clip)) < 1e-3;
            if (!kink || Math.Abs(value - old) < clip - 1e-3)
            {
                ((double)ClippedValueLoss.Derivative((float)value, (float)old, (float)target, (float)clip)).ShouldBe(slope, 1e-4);
            }

            ((double)ClippedValueLoss.Value((float)value, (float)old, (float)target, (float)clip)).ShouldBe(ValueLoss(value, old, target, clip), 1e-4);
        });
    }

    [Fact]
    public void WithoutAClipTheValueLossIsTheSquaredError()
    {
        ClippedValueLoss.Value(5, 1, 2, float.PositiveInfinity).ShouldBe(9);
        ClippedValueLoss.Derivative(5, 1, 2, float.PositiveInfinity).ShouldBe(6);
    }

    [Fact]
    public void AValueThatMovedPastTheClipTowardsItsTargetIsNoLongerPulled()
    {
        ClippedValueLoss.Derivative(1.5f, 1, 3, 0.2f).ShouldBe(0);
        ClippedValueLoss.Derivative(0.5f, 1, 3, 0.2f).ShouldBe(-5); // it moved away: it is pulled back
    }

    [Fact]
    public void NormalisedAdvantagesHaveMeanZeroAndSampleDeviationOne()
    {
        float[] advantages = [1, 2, 3, 10, -4];
        float[] original = [.. advantages];
        AdvantageNormalization.Normalize(advantages);
        advantages.Average().ShouldBe(0, 1e-6);
        Math.Sqrt(advantages.Sum(a => (double)a * a) / 4).ShouldBe(1, 1e-6);
        advantages.Zip(original).OrderBy(pair => pair.First).Select(pair => pair.Second).ShouldBeInOrder();
    }

    [Fact]
    public void ConstantAndSingleAdvantagesStayFinite()
    {
        float[] constant = [3, 3, 3];
        AdvantageNormalization.Normalize(constant);
        constant.ShouldBe([0, 0, 0]);
        float[] single = [3];
        AdvantageNormalization.Normalize(single);
        single.ShouldBe([3]);
    }

    private static double Objective(double logRatio, double advantage)
    {
        double ratio = Math.Exp(logRatio);
        return Math.Min(ratio * advantage, Math.Clamp(ratio, 1 - (double)Clip, 1 + (double)Clip) * advantage);
    }

    private static double Free(double value, double target) => (value - target) * (value - target);

    private static double Held(double value, double old, double target, double clip)
    {
        double held = old + Math.Clamp(value - old, -clip, clip) - target;
        return held * held;
    }

    private static double ValueLoss(double value, double old, double target, double clip) => Math.Max(Free(value, target), Held(value, old, target, clip));
}
