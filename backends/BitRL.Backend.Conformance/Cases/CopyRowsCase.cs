namespace BitRL.Backend.Conformance.Cases;

/// <summary>Row copies between tensors and within one, overlapping included; rows outside stay as they were.</summary>
internal sealed class CopyRowsCase(int from, int to, int rows, bool within)
    : ConformanceCase("copy-rows", $"{rows} rows from {from} to {to}{(within ? " within a tensor" : "")}", Tolerances.Exact)
{
    private const int Capacity = 12;
    private const int Width = 70;

    public static IEnumerable<ConformanceCase> All { get; } =
    [
        new CopyRowsCase(0, 3, 5, within: false),
        new CopyRowsCase(11, 0, 1, within: false),
        new CopyRowsCase(4, 4, 0, within: false),
        new CopyRowsCase(2, 5, 6, within: true),
        new CopyRowsCase(5, 2, 6, within: true),
    ];

    private protected override double MaxError(Bench bench)
    {
        float[] source = Inputs.Normal(22, Capacity * Width, 1);
        float[] target = within ? source : Inputs.Normal(23, Capacity * Width, 1);
        var sourceTensor = bench.Tensor(source, Width);
        var targetTensor = within ? sourceTensor : bench.Tensor(target, Width);
        bench.Queue.CopyRows(sourceTensor, from, targetTensor, to, rows);
        double[] expected = Array.ConvertAll(target, value => (double)value);
        for (int i = 0; i < rows * Width; i++)
        {
            expected[(to * Width) + i] = source[(from * Width) + i];
        }

        return Errors.RelativeToLargest(bench.Read(targetTensor, Capacity), expected);
    }
}
