using BitRL.Contracts.Backends;

namespace BitRL.Backend.Conformance.Cases;

/// <summary>Pooling over the new tokens of each sequence; prefixes count nothing.</summary>
internal sealed class PoolCase(Pooling pooling, int width, int[] lengths)
    : ConformanceCase("pool", $"{pooling}, width {width}, lengths {string.Join('+', lengths)}", pooling == Pooling.Last ? Tolerances.Exact : Tolerances.FewRoundings)
{
    public static IEnumerable<ConformanceCase> All { get; } =
    [
        new PoolCase(Pooling.Mean, 128, [14, 1, 7]),
        new PoolCase(Pooling.Last, 128, [14, 1, 7]),
        new PoolCase(Pooling.Both, 37, [2, 50]),
        new PoolCase(Pooling.Both, 2560, [3]),
    ];

    private protected override double MaxError(Bench bench)
    {
        SequenceSpan[] sequences = Inputs.Sequences(lengths, (0, 5), (2, 0));
        float[] values = Inputs.Normal(24, lengths.Sum() * width, 1);
        var output = bench.Tensor(lengths.Length, pooling == Pooling.Both ? 2 * width : width);
        bench.Queue.Pool(bench.Batch(sequences), pooling, bench.Tensor(values, width), output);
        List<double> expected = [];
        foreach (SequenceSpan sequence in sequences)
        {
            if (pooling != Pooling.Last)
            {
                expected.AddRange(Enumerable.Range(0, width).Select(d => Enumerable.Range(sequence.FirstRow, sequence.RowCount).Average(row => (double)values[(row * width) + d])));
            }

            if (pooling != Pooling.Mean)
            {
                expected.AddRange(Enumerable.Range(0, width).Select(d => (double)values[((sequence.FirstRow + sequence.RowCount - 1) * width) + d]));
            }
        }

        return Errors.RelativeToLargest(bench.Read(output, lengths.Length), expected.ToArray());
    }
}
