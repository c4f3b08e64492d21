using BitRL.Contracts.Backends;

namespace BitRL.Backend.Conformance.Cases;

/// <summary>
/// A text's features must not depend on the texts beside it: one block of a small transformer, run on a batch and on each text alone, gives the
/// same bits.
/// </summary>
internal sealed class IndependenceCase(bool ternary, int[] lengths)
    : ConformanceCase("independence", $"{(ternary ? "ternary" : "dense")} block, lengths {string.Join('+', lengths)}", Tolerances.Exact)
{
    private const int Width = 128;
    private const int Heads = 4;
    private const int HeadSize = 32;
    private const float Epsilon = 1e-5f;

    public static IEnumerable<ConformanceCase> All { get; } =
    [
        new IndependenceCase(ternary: true, [14, 3, 1, 29, 17, 40]),
        new IndependenceCase(ternary: false, [14, 3, 1, 29, 17, 40]),
        new IndependenceCase(ternary: true, [15, 15, 15, 15, 15, 15, 15, 15]),
    ];

    private protected override double MaxError(Bench bench)
    {
        float[] values = Inputs.Normal(25, lengths.Sum() * Width, 1);
        WeightMatrix[] matrices =
        [
            .. Enumerable.Range(0, 4).Select(i => ternary
                ? bench.Ternary(TernaryTestMatrix.Seeded(26 + i, Width, Width, 0.05f).Weights)
                : bench.Dense(Inputs.Normal(26 + i, Width * Width, 0.05), Width, Width)),
        ];
        float[] together = Encode(bench, matrices, values, lengths);
        double error = 0;
        int row = 0;
        for (int i = 0; i < lengths.Length; i++)
        {
            float[] alone = Encode(bench, matrices, values[(row * Width)..((row + lengths[i]) * Width)], [lengths[i]]);
            row += lengths[i];
            for (int d = 0; d < alone.Length; d++)
            {
                error = Errors.Max(error, Math.Abs((double)alone[d] - together[(i * alone.Length) + d]));
            }
        }

        return error;
    }

    private float[] Encode(Bench bench, WeightMatrix[] matrices, float[] values, int[] lengths)
    {
        int rows = lengths.Sum();
        var batch = bench.Batch(Inputs.Sequences(lengths));
        var hidden = bench.Tensor(values, Width);
        var normalized = bench.Tensor(rows, Width);
        var weight = bench.Tensor(Inputs.NormWeights(30, Width), Width);
        var quantized = bench.Quantized(rows, Width);
        DeviceTensor[] projections = [.. Enumerable.Range(0, 4).Select(_ => bench.Tensor(rows, Width))];
        void Multiply(DeviceTensor input, WeightMatrix matrix, DeviceTensor output, bool accumulate)
        {
            if (ternary)
            {
                bench.Queue.RmsNormQuantize(input, weight, Epsilon, rows, quantized);
                bench.Queue.TernaryMatMul(quantized, matrix, rows, output, accumulate);
            }
            else
            {
                bench.Queue.RmsNorm(input, weight, Epsilon, rows, normalized);
                bench.Queue.DenseMatMul(normalized, matrix, rows, output, accumulate);
            }
        }

        for (int i = 0; i < 3; i++)
        {
            Multiply(hidden, matrices[i], projections[i], accumulate: false);
        }

        bench.Queue.Rope(batch, projections[0], Heads, HeadSize, 10_000);
        bench.Queue.Rope(batch, projections[1], Heads, HeadSize, 10_000);
        bench.Queue.Attention(batch, new AttentionArguments
        {
            Query = projections[0],
            Key = projections[1],
            Value = projections[2],
            Output = projections[3],
            Heads = Heads,
            KeyValueHeads = Heads,
            HeadSize = HeadSize,
        });
        Multiply(projections[3], matrices[3], hidden, accumulate: true);
        bench.Queue.Gate(GateActivation.SquaredRelu, hidden, projections[0], rows, hidden);
        var pooled = bench.Tensor(lengths.Length, 2 * Width);
        bench.Queue.Pool(batch, Pooling.Both, hidden, pooled);
        return bench.Read(pooled, lengths.Length);
    }
}
