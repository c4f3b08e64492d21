using BitRL.Contracts.Backends;

namespace BitRL.Backend.Conformance.Cases;

/// <summary>
/// Products with a ternary matrix on inputs whose int8 values are known: multiples of an integer row with the largest magnitude 127 quantise to
/// just that row. The error is relative to |sum| + |start| + one unit, so a sum that is off by one shows.
/// </summary>
internal sealed class TernaryCase : ConformanceCase
{
    private const float Epsilon = 1e-5f;

    private readonly int _rows;
    private readonly Func<TernaryTestMatrix> _matrix;
    private readonly Func<int, int, int> _value;
    private readonly bool _accumulate;

    private TernaryCase(string shape, int rows, Func<TernaryTestMatrix> matrix, Func<int, int, int> value, bool accumulate)
        : base("ternary", shape + (accumulate ? ", accumulating" : ""), Tolerances.TernaryProduct)
    {
        _rows = rows;
        _matrix = matrix;
        _value = value;
        _accumulate = accumulate;
    }

    public static IEnumerable<ConformanceCase> All { get; } =
    [
        Seeded(1, 128, 128),
        Seeded(1, 256, 1),
        Seeded(2, 128, 7),
        Seeded(3, 384, 37, accumulate: true),
        Seeded(8, 128, 256),
        Seeded(14, 128, 256),
        Seeded(16, 256, 128, accumulate: true),
        Seeded(31, 256, 100),
        Seeded(33, 640, 515, accumulate: true),
        Seeded(70, 256, 129),
        Seeded(1, 2560, 640),
        Seeded(65, 1024, 333),
        Seeded(5, 6912, 67),
        Seeded(32, 2560, 640),
        Extreme(1, 6912, 19),
        Extreme(9, 6912, 19),
        Extreme(33, 6912, 40),
        Extreme(40, 2560, 130),
        new TernaryCase("all rows zero, 640→64", 34, () => TernaryTestMatrix.Seeded(9, 64, 640, 0.5f), (_, _) => 0, accumulate: false),
        new TernaryCase("one row of three zero, 128→64", 3, () => TernaryTestMatrix.Seeded(9, 64, 128, 0.5f), (row, k) => row == 1 ? 0 : 127 - (k % 200), accumulate: false),
    ];

    private protected override double ToleranceOn(IProductPrecision? precision) =>
        Tolerance + Oracle.RoundingOracle.UnitRoundoff(precision?.Results ?? NumberFormat.Float32);

    private protected override double MaxError(Bench bench)
    {
        TernaryTestMatrix matrix = _matrix();
        int[] quantized = [.. Enumerable.Range(0, _rows * matrix.Inputs).Select(i => _value(i / matrix.Inputs, i % matrix.Inputs))];
        float[] ones = new float[matrix.Inputs];
        Array.Fill(ones, 1f);
        var rows = bench.Quantized(_rows, matrix.Inputs);
        bench.Queue.RmsNormQuantize(bench.Tensor(Array.ConvertAll(quantized, value => (float)value), matrix.Inputs), bench.Tensor(ones, matrix.Inputs), Epsilon, _rows, rows);
        float[] before = Inputs.Normal(10, _rows * matrix.Outputs, 1);
        var output = bench.Tensor(before, matrix.Outputs);
        bench.Queue.TernaryMatMul(rows, bench.Ternary(matrix.Weights), _rows, output, _accumulate);
        float[] actual = bench.Read(output, _rows);
        double error = 0;
        for (int row = 0; row < _rows; row++)
        {
            ReadOnlySpan<int> values = quantized.AsSpan(row * matrix.Inputs, matrix.Inputs);
            double unit = Unit(values) * matrix.Scale;
            for (int n = 0; n < matrix.Outputs; n++)
            {
                int i = (row * matrix.Outputs) + n;
                double sum = matrix.Sum(n, values) * unit;
                double start = _accumulate ? before[i] : 0;
                error = Errors.Max(error, Math.Abs(actual[i] - start - sum) / (Math.Abs(sum) + Math.Abs(start) + unit));
            }
        }

        return error;
    }

    /// <summary>What 1 stands for after the norm: every value is divided by the row's root mean square.</summary>
    private static double Unit(ReadOnlySpan<int> values)
    {
        double squares = 0;
        foreach (int value in values)
        {
            squares += (double)value * value;
        }

        return squares == 0 ? Oracle.NormOracle.QuantizationFloor / 127 : 1 / Math.Sqrt((squares / values.Length) + Epsilon);
    }

    private static TernaryCase Seeded(int rows, int inputs, int outputs, bool accumulate = false)
    {
        Random random = new(rows + inputs + outputs);
        int[] values = [.. Enumerable.Range(0, rows * inputs).Select(i => i % inputs == 3 ? 127 : random.Next(-127, 128))];
        return new TernaryCase($"{rows} rows, {inputs}→{outputs}", rows, () => TernaryTestMatrix.Seeded(8, outputs, inputs, 0.0173f), (row, k) => values[(row * inputs) + k], accumulate);
    }

    /// <summary>All activations ±127 and all weights equal: what overflows 16-bit sums.</summary>
    private static TernaryCase Extreme(int rows, int inputs, int outputs) =>
        new($"{rows} rows, {inputs}→{outputs}, all extreme", rows, () => TernaryTestMatrix.Constant(outputs, inputs, 1, -1, 0), (row, _) => row % 2 == 0 ? 127 : -127, accumulate: false);
}
