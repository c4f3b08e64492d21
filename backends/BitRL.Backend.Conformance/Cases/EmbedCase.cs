namespace BitRL.Backend.Conformance.Cases;

/// <summary>Rows of an embedding table, in half or single precision, with and without a field table.</summary>
internal sealed class EmbedCase(int rows, int width, bool half, bool fields)
    : ConformanceCase("embed", $"{rows} rows of {width}, {(half ? "F16" : "F32")}{(fields ? " with fields" : "")}", fields ? Tolerances.FewRoundings : Tolerances.Exact)
{
    private const int Entries = 70;
    private const int Fields = 20;

    public static IEnumerable<ConformanceCase> All { get; } =
    [
        new EmbedCase(1, 128, half: true, fields: false),
        new EmbedCase(5, 128, half: true, fields: true),
        new EmbedCase(33, 200, half: false, fields: true),
        new EmbedCase(7, 2560, half: true, fields: false),
        new EmbedCase(3, 31, half: true, fields: true),
    ];

    private protected override double MaxError(Bench bench)
    {
        Random random = new(rows + width);
        Half[] table = Array.ConvertAll(Inputs.Normal(1, Entries * width, 1), value => (Half)value);
        table[0] = Half.Epsilon; // a subnormal must survive
        float[] wide = Array.ConvertAll(table, value => (float)value);
        float[] fieldTable = Inputs.Normal(2, Fields * width, 1);
        int[] tokens = [.. Enumerable.Range(0, rows).Select(row => row == 0 ? 0 : random.Next(Entries))];
        int[] ordinals = fields ? [.. tokens.Select(_ => random.Next(Fields))] : [];
        var batch = bench.Batch(tokens, ordinals, Inputs.Sequences([rows]));
        var output = bench.Tensor(rows + 1, width);
        bench.Queue.Embed(
            batch,
            half ? bench.Embedding(table, width) : bench.Embedding(wide, width),
            fields ? bench.Embedding(fieldTable, width) : null,
            output);
        double[] expected = new double[rows * width];
        for (int i = 0; i < expected.Length; i++)
        {
            int row = i / width;
            expected[i] = wide[(tokens[row] * width) + (i % width)] + (fields ? (double)fieldTable[(ordinals[row] * width) + (i % width)] : 0);
        }

        return Errors.RelativeToLargest(bench.Read(output, rows), expected);
    }
}
