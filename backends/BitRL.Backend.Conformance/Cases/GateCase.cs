using BitRL.Contracts.Backends;

namespace BitRL.Backend.Conformance.Cases;

/// <summary>The gate of a feed-forward layer, into another tensor and over either input. The error is relative to each value.</summary>
internal sealed class GateCase(GateActivation activation, int rows, int width, int target)
    : ConformanceCase("gate", $"{activation}, {rows} rows of {width}, into {TargetNames[target]}", activation == GateActivation.Silu ? Tolerances.Norm : Tolerances.FewRoundings)
{
    private static readonly string[] TargetNames = ["another tensor", "the gate", "the up projection"];

    public static IEnumerable<ConformanceCase> All { get; } =
    [
        new GateCase(GateActivation.SquaredRelu, 5, 256, 0),
        new GateCase(GateActivation.SquaredRelu, 3, 37, 1),
        new GateCase(GateActivation.SquaredRelu, 2, 6912, 2),
        new GateCase(GateActivation.Silu, 5, 256, 0),
        new GateCase(GateActivation.Silu, 3, 37, 1),
        new GateCase(GateActivation.Silu, 2, 6912, 2),
    ];

    private protected override double MaxError(Bench bench)
    {
        float[] gates = Inputs.Normal(20, rows * width, 5);
        float[] ups = Inputs.Normal(21, rows * width, 1);
        gates[0] = -90; // exp overflows float32 on the way to a result of about 0
        gates[1] = 60;
        gates[2] = 0;
        var gate = bench.Tensor(gates, width);
        var up = bench.Tensor(ups, width);
        DeviceTensor output = target switch { 0 => bench.Tensor(rows, width), 1 => gate, _ => up };
        bench.Queue.Gate(activation, gate, up, rows, output);
        float[] actual = bench.Read(output, rows);
        double error = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            double x = gates[i];
            double expected = (activation == GateActivation.SquaredRelu ? Math.Max(0, x) * Math.Max(0, x) : x / (1 + Math.Exp(-x))) * ups[i];
            error = Errors.Max(error, Math.Abs(actual[i] - expected) / Math.Max(1e-6, Math.Abs(expected)));
        }

        return error;
    }
}
