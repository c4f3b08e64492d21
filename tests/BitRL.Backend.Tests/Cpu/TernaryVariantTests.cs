using BitRL.Backend.Cpu.Table;
using BitRL.Contracts.Backends;
using Shouldly;
using Xunit;

namespace BitRL.Backend.Tests.Cpu;

/// <summary>Ternary sums are integers, so every variant must agree with the scalar twin up to the rounding of the step.</summary>
public sealed class TernaryVariantTests
{
    public static TheoryData<string> Variants => CpuDevices.Variants;

    [Theory]
    [MemberData(nameof(Variants))]
    public void RandomProductsAgreeWithTheScalarTwin(string kernels)
    {
        Random random = new(71);
        for (int i = 0; i < 60; i++)
        {
            int rows = random.Next(1, 70);
            int inputs = 128 * random.Next(1, 9);
            int outputs = random.Next(1, 150);
            byte[] codes = Codes(random, inputs * outputs / 4, random.Next(4) == 0 ? 0 : 3);
            float[] values = [.. Enumerable.Range(0, rows * inputs).Select(_ => (float)(random.NextDouble() - 0.5))];
            bool accumulate = random.Next(2) == 0;
            float[] actual = Multiply(kernels, rows, inputs, outputs, codes, values, accumulate);
            float[] expected = Multiply("scalar", rows, inputs, outputs, codes, values, accumulate);
            Tolerable(actual, expected).ShouldBeTrue($"{rows} rows, {inputs}→{outputs}");
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void CodeThreeCountsAsZeroAndReadsNothingOutside(string kernels)
    {
        const int inputs = 256;
        const int outputs = 40;
        const int rows = 33;
        byte[] damaged = new byte[inputs * outputs / 4];
        Array.Fill(damaged, (byte)0xFF);
        float[] values = [.. Enumerable.Range(0, rows * inputs).Select(i => (float)Math.Sin(i))];
        Multiply(kernels, rows, inputs, outputs, damaged, values, accumulate: false).ShouldAllBe(value => value == 0);
    }

    [Theory]
    [InlineData(16, 2560, true)]
    [InlineData(16, 128, false)]
    [InlineData(4, 2560, false)]
    public void TablesArePickedWhereTheyPay(int tokens, int outputs, bool expected)
    {
        TableCosts costs = new(Build: 1000, Lookup: 9, Multiply: 0.71, TileTokens: 4);
        costs.TablesPay(tokens, outputs).ShouldBe(expected);
    }

    /// <summary>Random codes below <paramref name="limit"/>; 0 for all of one kind.</summary>
    private static byte[] Codes(Random random, int count, int limit)
    {
        int only = random.Next(3);
        byte[] codes = new byte[count];
        for (int i = 0; i < count; i++)
        {
            for (int shift = 0; shift < 8; shift += 2)
            {
                codes[i] |= (byte)((limit == 0 ? only : random.Next(limit)) << shift);
            }
        }

        return codes;
    }

    private static float[] Multiply(string kernels, int rows, int inputs, int outputs, byte[] codes, float[] values, bool accumulate)
    {
        using IComputeDevice device = CpuDevices.Open(kernels);
        using IComputeQueue queue = device.CreateQueue(1);
        QuantizedRows quantized = device.CreateQuantizedRows(rows, inputs);
        Quantize(device, queue, values, rows, inputs, quantized);
        DeviceTensor output = device.CreateTensor([.. Enumerable.Range(0, rows * outputs).Select(i => i * 0.01f)], rows, outputs);
        queue.TernaryMatMul(quantized, device.LoadTernary(new TernaryWeights(codes, outputs, inputs, 0.03f)), rows, output, accumulate);
        float[] result = new float[rows * outputs];
        queue.Download(output, rows, result);
        return result;
    }

    /// <summary>Rows of integers with the largest magnitude 127 and a mean square that makes the norm the identity up to rounding, the same for every variant's quantisation.</summary>
    private static void Quantize(IComputeDevice device, IComputeQueue queue, float[] values, int rows, int inputs, QuantizedRows quantized)
    {
        float[] ones = new float[inputs];
        Array.Fill(ones, 1f);
        float[] integers = Array.ConvertAll(values, value => MathF.Round(value * 253.9f));
        for (int row = 0; row < rows; row++)
        {
            integers[row * inputs] = 127;
        }

        queue.RmsNormQuantize(device.CreateTensor(integers, rows, inputs), device.CreateTensor(ones, 1, inputs), 1e-5f, rows, quantized);
    }

    /// <summary>The integers agree exactly; the step may differ in its last bits, because norms are summed in another order.</summary>
    private static bool Tolerable(float[] actual, float[] expected) =>
        actual.Zip(expected).All(pair => MathF.Abs(pair.First - pair.Second) <= 2e-6f * (MathF.Abs(pair.Second) + 1));
}
