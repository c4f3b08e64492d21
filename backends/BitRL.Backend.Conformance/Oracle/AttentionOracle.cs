using BitRL.Contracts.Backends;

namespace BitRL.Backend.Conformance.Oracle;

/// <summary>Causal grouped-query attention in float64, written from the definition: no streaming, no tiling.</summary>
internal sealed class AttentionOracle
{
    public required int Heads { get; init; }

    public required int KeyValueHeads { get; init; }

    public required int HeadSize { get; init; }

    public required float[] Query { get; init; }

    public required float[] Key { get; init; }

    public required float[] Value { get; init; }

    public required float[] PrefixKey { get; init; }

    public required float[] PrefixValue { get; init; }

    public double[] Attend(SequenceSpan[] sequences)
    {
        double[] output = new double[Query.Length];
        foreach (SequenceSpan sequence in sequences)
        {
            for (int i = 0; i < sequence.RowCount; i++)
            {
                for (int head = 0; head < Heads; head++)
                {
                    Attend(sequence, i, head, output);
                }
            }
        }

        return output;
    }

    private void Attend(SequenceSpan sequence, int i, int head, double[] output)
    {
        int keys = sequence.PrefixLength + i + 1;
        int source = ((sequence.FirstRow + i) * Heads * HeadSize) + (head * HeadSize);
        double[] weights = new double[keys];
        for (int j = 0; j < keys; j++)
        {
            for (int d = 0; d < HeadSize; d++)
            {
                weights[j] += Query[source + d] * (double)At(PrefixKey, Key, sequence, head, j, d);
            }

            weights[j] /= Math.Sqrt(HeadSize);
        }

        double largest = weights.Max();
        weights = Array.ConvertAll(weights, weight => Math.Exp(weight - largest));
        double total = weights.Sum();
        for (int d = 0; d < HeadSize; d++)
        {
            for (int j = 0; j < keys; j++)
            {
                output[source + d] += weights[j] / total * At(PrefixValue, Value, sequence, head, j, d);
            }
        }
    }

    private float At(float[] prefix, float[] rows, SequenceSpan sequence, int head, int j, int d)
    {
        int element = (head / (Heads / KeyValueHeads) * HeadSize) + d;
        int width = KeyValueHeads * HeadSize;
        return j < sequence.PrefixLength
            ? prefix[((sequence.PrefixStart + j) * width) + element]
            : rows[((sequence.FirstRow + j - sequence.PrefixLength) * width) + element];
    }
}
