using BitRL.Contracts.Backends;

namespace BitRL.Backend.Conformance.Cases;

/// <summary>The rotary embedding, with positions that start after a prefix.</summary>
internal sealed class RopeCase(int heads, int headSize, float frequencyBase, int prefix)
    : ConformanceCase("rope", $"{heads} heads of {headSize}, base {frequencyBase}, after {prefix}", Tolerances.Rotation)
{
    public static IEnumerable<ConformanceCase> All { get; } =
    [
        new RopeCase(4, 32, 10_000, 0),
        new RopeCase(1, 2, 10_000, 5),
        new RopeCase(3, 6, 10_000, 1),
        new RopeCase(5, 128, 500_000, 40),
        new RopeCase(2, 64, 500_000, 4000),
    ];

    private protected override double MaxError(Bench bench)
    {
        SequenceSpan[] sequences = Inputs.Sequences([3, 1, 9], (0, prefix), (0, 0), (7, prefix));
        int rows = sequences.Sum(sequence => sequence.RowCount);
        int width = heads * headSize;
        float[] values = Inputs.Normal(14, rows * width, 1);
        var tensor = bench.Tensor(values, width);
        bench.Queue.Rope(bench.Batch(sequences), tensor, heads, headSize, frequencyBase);
        double[] expected = new double[values.Length];
        foreach (SequenceSpan sequence in sequences)
        {
            for (int i = 0; i < sequence.RowCount * width; i += headSize)
            {
                int start = (sequence.FirstRow * width) + i;
                Rotate(values.AsSpan(start, headSize), sequence.PrefixLength + (i / width), expected.AsSpan(start, headSize));
            }
        }

        return Errors.RelativeToLargest(bench.Read(tensor, rows), expected);
    }

    private void Rotate(ReadOnlySpan<float> head, int position, Span<double> result)
    {
        int half = headSize / 2;
        for (int j = 0; j < half; j++)
        {
            (double sin, double cos) = Math.SinCos(position * Math.Pow(frequencyBase, -2.0 * j / headSize));
            result[j] = (head[j] * cos) - (head[j + half] * sin);
            result[j + half] = (head[j] * sin) + (head[j + half] * cos);
        }
    }
}
