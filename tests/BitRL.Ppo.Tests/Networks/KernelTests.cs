using BitRL.Ppo.Networks.Simd;
using CsCheck;
using Shouldly;
using Xunit;

namespace BitRL.Ppo.Tests.Networks;

public sealed class KernelTests
{
    private static readonly Gen<(int Rows, int Depth, int Stride, int Seed)> Shapes =
        Gen.Select(Gen.Int[1, 37], Gen.Int[1, 40], Gen.Int[1, 6].Select(n => n * AlignedBuffer.Lanes), Gen.Int[0, 1_000_000]);

    private delegate void Product(Strided left, ReadOnlySpan<float> right, ReadOnlySpan<float> bias, Span<float> output, int rows, int depth, int stride);

    [Fact]
    public void EveryRegisterWidthMultipliesAsTheNaiveLoopDoes()
    {
        CheckProduct(MatrixProduct.Multiply<Lanes128>);
        CheckProduct(MatrixProduct.Multiply<Lanes256>);
        CheckProduct(MatrixProduct.Multiply<Lanes512>);
        CheckProduct(MatrixProduct.Multiply);
    }

    [Fact]
    public void ARowComesOutBitForBitTheSameAloneAndInABatch()
    {
        Shapes.Sample(shape =>
        {
            (int rows, int depth, int stride, int seed) = shape;
            float[] left = Draw(seed, rows * depth), right = Draw(seed + 1, depth * stride), bias = Draw(seed + 2, stride);
            var batch = new float[rows * stride];
            var alone = new float[stride];
            MatrixProduct.Multiply(new Strided(left, depth, 1), right, bias, batch, rows, depth, stride);
            for (int row = 0; row < rows; row++)
            {
                MatrixProduct.Multiply(new Strided(left.AsSpan(row * depth, depth), depth, 1), right, bias, alone, 1, depth, stride);
                batch.AsSpan(row * stride, stride).SequenceEqual(alone).ShouldBeTrue();
            }
        }, iter: 200);
    }

    [Fact]
    public void MatricesThatDoNotFitAreRefusedBeforeAnythingIsWritten()
    {
        float[] some = new float[64];
        Should.Throw<ArgumentException>(() => MatrixProduct.Multiply(new Strided(some, 16, 1), some, default, some, 4, 16, 16));
        Should.Throw<ArgumentException>(() => MatrixProduct.Multiply(new Strided(some, 4, 1), some, default, some, 1, 4, 15));
        Should.Throw<ArgumentException>(() => MatrixProduct.Multiply(new Strided(some, 4, 1), some, default, some, 5, 4, 16));
    }

    [Fact]
    public void TanhIsWithinItsStatedErrorAtEveryRegisterWidth()
    {
        float[] inputs = [.. Enumerable.Range(-160_000, 320_000).Select(i => i / 8192f * (1 + (i % 7 * 1e-6f)))];
        foreach (float extreme in (float[])[0f, -0f, 1e-30f, 1e-8f, -1e-4f, 9.01f, 9.02f, 100f, -1e30f, float.MaxValue, float.PositiveInfinity, float.NegativeInfinity])
        {
            inputs[(int)(MathF.Abs(extreme) % 1000)] = extreme;
        }

        Check(Elementwise.Tanh<Lanes128>);
        Check(Elementwise.Tanh<Lanes256>);
        Check(Elementwise.Tanh<Lanes512>);
        Check(Elementwise.Tanh);

        void Check(Apply apply)
        {
            float[] outputs = [.. inputs];
            apply(outputs);
            for (int i = 0; i < inputs.Length; i++)
            {
                double exact = Math.Tanh(inputs[i]);
                if (!(Math.Abs(outputs[i] - exact) <= Elementwise.TanhError && Math.Abs(outputs[i]) <= 1 && (inputs[i] == 0 || Math.Abs(exact) < 1e-38 || Math.Sign(outputs[i]) == Math.Sign(exact))))
                {
                    Assert.Fail($"tanh({inputs[i]:R}) = {outputs[i]:R}, not {exact:R}");
                }

                if (MathF.Abs(inputs[i]) < 0.1f && Math.Abs(exact) > 1e-30)
                {
                    Math.Abs((outputs[i] - exact) / exact).ShouldBeLessThan(1e-6, "small values keep their relative precision");
                }
            }
        }
    }

    [Fact]
    public void TanhLetsNaNThroughSoThatItIsFound()
    {
        float[] values = new float[16];
        values[3] = float.NaN;
        Elementwise.Tanh(values);
        values[3].ShouldBe(float.NaN);
    }

    [Fact]
    public void ElementwiseFunctionsAndReductionsMatchTheNaiveLoop()
    {
        Gen.Select(Gen.Int[1, 9], Gen.Int[0, 1_000_000]).Sample((blocks, seed) =>
        {
            Check<Lanes128>(blocks * 16, seed);
            Check<Lanes256>(blocks * 16, seed);
            Check<Lanes512>(blocks * 16, seed);
        }, iter: 100);

        static void Check<TLanes>(int length, int seed)
            where TLanes : struct, ILanes<TLanes>
        {
            float[] values = Draw(seed, length), gradient = Draw(seed + 1, length);
            float[] relu = [.. values];
            Elementwise.Relu<TLanes>(relu);
            relu.ShouldBe(values.Select(x => MathF.Max(x, 0)));

            float[] back = [.. gradient];
            Elementwise.ReluGradient<TLanes>(relu, back);
            back.ShouldBe(gradient.Zip(values, (g, x) => x > 0 ? g : 0 * g));

            back = [.. gradient];
            Elementwise.TanhGradient<TLanes>(values, back);
            for (int i = 0; i < length; i++)
            {
                back[i].ShouldBe(gradient[i] * (1 - (values[i] * values[i])), 1e-6f);
            }

            ((double)Reductions.SumOfSquares<TLanes>(values)).ShouldBe(values.Sum(x => (double)x * x), 1e-4);
            var sums = new float[16];
            Reductions.SumRows<TLanes>(values, length / 16, sums);
            for (int i = 0; i < 16; i++)
            {
                ((double)sums[i]).ShouldBe(values.Where((_, place) => place % 16 == i).Sum(x => (double)x), 1e-5);
            }
        }
    }

    [Fact]
    public void BuffersStartOnACacheLine()
    {
        for (int i = 0; i < 20; i++)
        {
            var buffer = new AlignedBuffer((i * 7) + 1);
            unsafe
            {
                fixed (float* start = buffer.Span)
                {
                    ((nint)start % 64).ShouldBe(0);
                }
            }
        }
    }

    private static void CheckProduct(Product multiply) =>
        Shapes.Sample(shape =>
        {
            (int rows, int depth, int stride, int seed) = shape;
            float[] left = Draw(seed, rows * depth), right = Draw(seed + 1, depth * stride), bias = Draw(seed + 2, stride);
            var plain = new float[rows * stride];
            var transposed = new float[rows * stride];
            multiply(new Strided(left, depth, 1), right, bias, plain, rows, depth, stride);
            multiply(new Strided(left, 1, rows), right, default, transposed, rows, depth, stride);
            for (int row = 0; row < rows; row++)
            {
                for (int column = 0; column < stride; column++)
                {
                    double expected = bias[column], expectedTransposed = 0;
                    for (int k = 0; k < depth; k++)
                    {
                        expected += (double)left[(row * depth) + k] * right[(k * stride) + column];
                        expectedTransposed += (double)left[(k * rows) + row] * right[(k * stride) + column];
                    }

                    ((double)plain[(row * stride) + column]).ShouldBe(expected, 1e-5);
                    ((double)transposed[(row * stride) + column]).ShouldBe(expectedTransposed, 1e-5);
                }
            }
        }, iter: 60);

    private static float[] Draw(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 2) - 1))];
    }

    private delegate void Apply(Span<float> values);
}
