using BitRL.Backend.Conformance.Oracle;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.Conformance.Cases;

/// <summary>
/// Products with a dense matrix, against the weights and inputs as the device says that it rounds them: what quantisation loses is no error here, only
/// what the device does to the product. The error is relative to √(Σ w²x²) of each output, so cancellation costs nothing.
/// </summary>
internal sealed class DenseCase(int rows, int inputs, int outputs, bool accumulate)
    : ConformanceCase("dense", $"{rows} rows, {inputs}→{outputs}{(accumulate ? ", accumulating" : "")}", Tolerances.DenseProduct)
{
    public static IEnumerable<ConformanceCase> All { get; } =
    [
        new DenseCase(1, 128, 128, accumulate: false),
        new DenseCase(1, 1, 1, accumulate: false),
        new DenseCase(3, 37, 19, accumulate: true),
        new DenseCase(14, 128, 256, accumulate: false),
        new DenseCase(31, 256, 128, accumulate: true),
        new DenseCase(6, 130, 67, accumulate: false),
        new DenseCase(9, 6912, 33, accumulate: false),
        new DenseCase(32, 640, 640, accumulate: true),
    ];

    private protected override double ToleranceOn(IProductPrecision? precision) =>
        Tolerance + (Tolerances.LargestDenseResult * RoundingOracle.UnitRoundoff(precision?.Results ?? NumberFormat.Float32));

    private protected override double MaxError(Bench bench)
    {
        float[] values = Inputs.Normal(11, rows * inputs, 1);
        float[] weights = Inputs.Normal(12, inputs * outputs, 0.1);
        float[] before = Inputs.Normal(13, rows * outputs, 1);
        var output = bench.Tensor(before, outputs);
        bench.Queue.DenseMatMul(bench.Tensor(values, inputs), bench.Dense(weights, outputs, inputs), rows, output, accumulate);
        float[] actual = bench.Read(output, rows);
        NumberFormat operands = bench.Precision?.Operands ?? NumberFormat.Float32;
        double[] stored = RoundingOracle.Weights(weights, inputs, bench.Precision);
        double error = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            double expected = accumulate ? before[i] : 0;
            double squares = expected * expected;
            for (int k = 0; k < inputs; k++)
            {
                double product = (double)RoundingOracle.Round(values[(i / outputs * inputs) + k], operands) * stored[(i % outputs * inputs) + k];
                expected += product;
                squares += product * product;
            }

            error = Errors.Max(error, Math.Abs(actual[i] - expected) / Math.Sqrt(squares));
        }

        return error;
    }
}
