using BitRL.Ppo.Networks.Simd;
using BitRL.Ppo.Optimization;
using Shouldly;
using Xunit;

namespace BitRL.Ppo.Tests.Optimization;

public sealed class OptimizationTests
{
    [Fact]
    public void AdamFollowsItsPaperAtEveryRegisterWidth()
    {
        Check((adam, p, g, scale, rate) => adam.Step(p, g, scale, rate));
        Check((adam, p, g, scale, rate) => ByLanes<Lanes128>(adam, p, g, scale, rate));
        Check((adam, p, g, scale, rate) => ByLanes<Lanes256>(adam, p, g, scale, rate));
        Check((adam, p, g, scale, rate) => ByLanes<Lanes512>(adam, p, g, scale, rate));

        static void ByLanes<TLanes>(Adam adam, float[] p, float[] g, float scale, double rate)
            where TLanes : struct, ILanes<TLanes>
        {
            adam.Steps++;
            adam.Step<TLanes>(p, g, scale, (float)(rate / (1 - Math.Pow(0.9, adam.Steps))), (float)(1 / Math.Sqrt(1 - Math.Pow(0.999, adam.Steps))));
        }
    }

    [Fact]
    public void TheFirstAdamStepHasTheSizeOfTheLearningRateWhateverTheGradient()
    {
        var adam = new Adam(16, 1e-12);
        var parameters = new float[16];
        float[] gradient = [.. Enumerable.Range(1, 16).Select(i => (i % 2 == 0 ? 1f : -1f) * MathF.Pow(10, i - 8))];
        adam.Step(parameters, gradient, 1, 0.01);
        for (int i = 0; i < 16; i++)
        {
            parameters[i].ShouldBe(-MathF.Sign(gradient[i]) * 0.01f, 1e-5f);
        }
    }

    [Fact]
    public void AGradientIsClippedToTheNormAndASmallOneIsLeftAlone()
    {
        var gradient = new float[16];
        (gradient[0], gradient[9]) = (3, 4);
        float scale = GradientClipping.Scale(gradient, 0.5, "policy", out double norm);
        norm.ShouldBe(5, 1e-6);
        (scale * 5.0).ShouldBe(0.5, 1e-5);
        GradientClipping.Scale(gradient, 6, "policy", out _).ShouldBe(1);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(1e30f)]
    public void AGradientThatIsNotFiniteIsRefusedByName(float value)
    {
        var gradient = new float[16];
        gradient[5] = value;
        Should.Throw<NonFiniteValueException>(() => GradientClipping.Scale(gradient, 1, "value", out _)).Message.ShouldContain("value network");
    }

    [Fact]
    public void TheRateFallsLinearlyToZeroAndStaysThere()
    {
        LearningRateSchedule.Fraction(0, 1000).ShouldBe(1);
        LearningRateSchedule.Fraction(250, 1000).ShouldBe(0.75);
        LearningRateSchedule.Fraction(1000, 1000).ShouldBe(0);
        LearningRateSchedule.Fraction(5000, 1000).ShouldBe(0);
        LearningRateSchedule.Fraction(5000, null).ShouldBe(1);
    }

    private static void Check(Action<Adam, float[], float[], float, double> step)
    {
        const int length = 48;
        const double rate = 0.01, epsilon = 1e-5;
        var random = new Random(1);
        var adam = new Adam(length, epsilon);
        var parameters = new float[length];
        double[] expected = new double[length], m = new double[length], v = new double[length];
        for (int t = 1; t <= 50; t++)
        {
            float[] gradient = [.. Enumerable.Range(0, length).Select(_ => (float)((random.NextDouble() * 2) - 1))];
            float scale = 0.5f + (float)random.NextDouble();
            step(adam, parameters, gradient, scale, rate);
            for (int i = 0; i < length; i++)
            {
                double g = gradient[i] * scale;
                m[i] = (0.9 * m[i]) + (0.1 * g);
                v[i] = (0.999 * v[i]) + (0.001 * g * g);
                expected[i] -= rate * (m[i] / (1 - Math.Pow(0.9, t))) / (Math.Sqrt(v[i] / (1 - Math.Pow(0.999, t))) + epsilon);
                ((double)parameters[i]).ShouldBe(expected[i], 1e-5);
            }
        }
    }
}
