using BitRL.Ppo.Networks;
using BitRL.Ppo.Networks.Simd;
using BitRL.Ppo.Randomness;
using Shouldly;
using Xunit;

namespace BitRL.Ppo.Tests.Networks;

public sealed class MlpTests
{
    [Theory]
    [InlineData(Activation.Tanh, 5, new[] { 7, 3 }, 2, 4)]
    [InlineData(Activation.Relu, 5, new[] { 7, 3 }, 2, 4)]
    [InlineData(Activation.Tanh, 3, new[] { 20, 33, 6 }, 4, 9)]
    [InlineData(Activation.Relu, 17, new[] { 40 }, 1, 13)]
    [InlineData(Activation.Tanh, 4, new int[0], 3, 1)]
    public void GradientsMatchFiniteDifferencesOfADoublePrecisionTwin(Activation activation, int inputs, int[] hidden, int outputs, int rows)
    {
        var shape = new MlpShape(inputs, [.. hidden], outputs, activation);
        var parameters = new AlignedBuffer(shape.BufferLength);
        var random = new RandomStream(11, StreamPurpose.PolicyWeights);
        OrthogonalInitializer.Initialize(shape, 1, random, parameters.Span);
        foreach (MlpLayer layer in shape.Layers)
        {
            for (int i = 0; i < layer.Outputs; i++)
            {
                parameters.Span[layer.Bias][i] = (float)random.NextNormal() * 0.3f;
            }
        }

        float[] batch = [.. Enumerable.Range(0, rows * inputs).Select(_ => (float)random.NextNormal())];
        double[] weights = [.. Enumerable.Range(0, rows * outputs).Select(_ => random.NextNormal())];
        var network = new Mlp(shape, parameters);
        var workspace = new MlpWorkspace(shape, rows + 2);
        ReadOnlySpan<float> result = network.Forward(batch, rows, workspace);
        Span<float> outputGradient = workspace.Gradients(shape.Layers.Length - 1, rows);
        for (int row = 0; row < rows; row++)
        {
            double[] twin = Twin(shape, ToDouble(parameters), batch.AsSpan(row * inputs, inputs));
            for (int i = 0; i < outputs; i++)
            {
                ((double)result[(row * shape.OutputStride) + i]).ShouldBe(twin[i], 1e-5);
                outputGradient[(row * shape.OutputStride) + i] = (float)weights[(row * outputs) + i];
            }
        }

        var gradient = new float[shape.BufferLength];
        Array.Fill(gradient, float.NaN);
        network.Backward(batch, rows, workspace, gradient);

        double[] point = ToDouble(parameters);
        int learned = 0;
        for (int p = 0; p < point.Length; p++)
        {
            if (IsPadding(shape, p))
            {
                gradient[p].ShouldBe(0, "padding must stay 0");
                continue;
            }

            learned++;
            const double h = 1e-6;
            double original = point[p];
            point[p] = original + h;
            double above = Loss();
            point[p] = original - h;
            double below = Loss();
            point[p] = original;
            double expected = (above - below) / (2 * h);
            ((double)gradient[p]).ShouldBe(expected, 2e-4 * Math.Max(1, Math.Abs(expected)), $"parameter {p}");
        }

        learned.ShouldBe(shape.ParameterCount);

        double Loss()
        {
            double sum = 0;
            for (int row = 0; row < rows; row++)
            {
                double[] twin = Twin(shape, point, batch.AsSpan(row * inputs, inputs));
                for (int i = 0; i < outputs; i++)
                {
                    sum += weights[(row * outputs) + i] * twin[i];
                }
            }

            return sum;
        }
    }

    [Theory]
    [InlineData(256, 128)]
    [InlineData(128, 256)]
    [InlineData(64, 64)]
    public void InitialWeightsAreOrthogonalWithTheirGain(int inputs, int outputs)
    {
        var shape = new MlpShape(inputs, [], outputs, Activation.Tanh);
        var parameters = new float[shape.BufferLength];
        OrthogonalInitializer.Initialize(shape, 0.5, new RandomStream(5, StreamPurpose.PolicyWeights), parameters);
        int count = Math.Min(inputs, outputs);
        for (int a = 0; a < count; a += 7)
        {
            for (int b = 0; b < count; b += 5)
            {
                double dot = 0;
                for (int i = 0; i < Math.Max(inputs, outputs); i++)
                {
                    dot += outputs <= inputs ? parameters[(i * outputs) + a] * (double)parameters[(i * outputs) + b] : parameters[(a * outputs) + i] * (double)parameters[(b * outputs) + i];
                }

                dot.ShouldBe(a == b ? 0.25 : 0, 1e-6);
            }
        }
    }

    [Fact]
    public void ThePapersHeadHasAboutFiftyThousandParameters() =>
        new MlpShape(256, [128, 128], 2, Activation.Tanh).ParameterCount.ShouldBe((257 * 128) + (129 * 128) + (129 * 2));

    /// <summary>One row through the network in double precision, by the definition.</summary>
    internal static double[] Twin(MlpShape shape, double[] parameters, ReadOnlySpan<float> input)
    {
        double[] current = ToDouble(input);
        for (int l = 0; l < shape.Layers.Length; l++)
        {
            MlpLayer layer = shape.Layers[l];
            var next = new double[layer.Outputs];
            for (int o = 0; o < layer.Outputs; o++)
            {
                double sum = parameters[layer.Start + layer.WeightCount + o];
                for (int i = 0; i < layer.Inputs; i++)
                {
                    sum += current[i] * parameters[layer.Start + (i * layer.Stride) + o];
                }

                next[o] = l == shape.Layers.Length - 1 ? sum : shape.Activation == Activation.Tanh ? Math.Tanh(sum) : Math.Max(0, sum);
            }

            current = next;
        }

        return current;
    }

    internal static bool IsPadding(MlpShape shape, int parameter)
    {
        MlpLayer layer = shape.Layers.Last(candidate => candidate.Start <= parameter);
        return (parameter - layer.Start) % layer.Stride >= layer.Outputs;
    }

    private static double[] ToDouble(AlignedBuffer buffer) => ToDouble(buffer.Span);

    internal static double[] ToDouble(ReadOnlySpan<float> values)
    {
        var result = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            result[i] = values[i];
        }

        return result;
    }
}
