using BitRL.Backend.Conformance.Oracle;

namespace BitRL.Backend.Conformance.Cases;

/// <summary>
/// RMSNorm with quantisation. How a device stores the rows is its own affair, so they are read back through a ternary matrix that selects
/// single elements. The error is the distance from the exact value in steps: more than half a step is a wrong rounding.
/// </summary>
internal sealed class QuantizeCase(int rows, int width, double size)
    : ConformanceCase("rms-norm-quantize", $"{rows} rows of {width}, size {size:g}", Tolerances.HalfStep)
{
    private const float Epsilon = 1e-5f;
    private const int MaxSelected = 640;

    public static IEnumerable<ConformanceCase> All { get; } =
    [
        new QuantizeCase(1, 128, 1),
        new QuantizeCase(4, 256, 1e-4),
        new QuantizeCase(33, 384, 100),
        new QuantizeCase(7, 2560, 1),
        new QuantizeCase(3, 6912, 1),
        .. TiesToEvenCase.All,
    ];

    private protected override double MaxError(Bench bench)
    {
        float[] values = Inputs.Normal(6, rows * width, size);
        float[] weight = Inputs.NormWeights(7, width);
        int selected = Math.Min(width, MaxSelected);
        int Source(int n) => (int)((long)n * width / selected);
        var quantized = bench.Quantized(rows, width);
        var output = bench.Tensor(rows, selected);
        bench.Queue.RmsNormQuantize(bench.Tensor(values, width), bench.Tensor(weight, width), Epsilon, rows, quantized);
        bench.Queue.TernaryMatMul(quantized, bench.Ternary(TernaryTestMatrix.Selecting(selected, width, Source).Weights), rows, output, accumulate: false);
        float[] actual = bench.Read(output, rows);
        double error = 0;
        for (int row = 0; row < rows; row++)
        {
            double[] exact = NormOracle.Normalize(values.AsSpan(row * width, width), weight, Epsilon);
            double step = NormOracle.Step(exact);
            for (int n = 0; n < selected; n++)
            {
                double steps = actual[(row * selected) + n] / step;
                double whole = Math.Round(steps);
                error = Errors.Max(error, Math.Abs(whole - (exact[Source(n)] / step)));
                error = Errors.Max(error, Math.Abs(steps - whole) > 1e-3 ? double.NaN : 0); // not a whole number of steps: not int8
            }
        }

        return error;
    }
}
