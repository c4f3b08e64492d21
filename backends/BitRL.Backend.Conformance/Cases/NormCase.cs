using BitRL.Backend.Conformance.Oracle;

namespace BitRL.Backend.Conformance.Cases;

/// <summary>RMSNorm, into another tensor and in place; the last row is all zeros.</summary>
internal sealed class NormCase(int rows, int width, double size, bool inPlace)
    : ConformanceCase("rms-norm", $"{rows} rows of {width}, size {size:g}{(inPlace ? ", in place" : "")}", Tolerances.Norm)
{
    private const float Epsilon = 1e-5f;

    public static IEnumerable<ConformanceCase> All { get; } =
    [
        new NormCase(1, 128, 1, inPlace: false),
        new NormCase(5, 256, 1, inPlace: true),
        new NormCase(3, 37, 1, inPlace: false),
        new NormCase(9, 2560, 1e-3, inPlace: false),
        new NormCase(40, 6912, 1e4, inPlace: true),
    ];

    private protected override double MaxError(Bench bench)
    {
        float[] values = Inputs.Normal(3, rows * width, size);
        values.AsSpan((rows - 1) * width).Clear();
        if (rows == 1)
        {
            values = Inputs.Normal(4, width, size);
        }

        float[] weight = Inputs.NormWeights(5, width);
        var input = bench.Tensor(values, width);
        var output = inPlace ? input : bench.Tensor(rows, width);
        bench.Queue.RmsNorm(input, bench.Tensor(weight, width), Epsilon, rows, output);
        double[] expected = [.. Enumerable.Range(0, rows).SelectMany(row => NormOracle.Normalize(values.AsSpan(row * width, width), weight, Epsilon))];
        return Errors.RelativeByRow(bench.Read(output, rows), expected, width);
    }
}
