namespace BitRL.Backend.Conformance;

/// <summary>Seeded inputs.</summary>
internal static class Inputs
{
    /// <summary>Normally distributed values.</summary>
    public static float[] Normal(int seed, int count, double deviation)
    {
        Random random = new(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (float)(deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        }

        return values;
    }

    /// <summary>Norm weights around 1.</summary>
    public static float[] NormWeights(int seed, int count) => Array.ConvertAll(Normal(seed, count, 0.2), value => 1 + value);

    /// <summary>Sequences of these lengths, with the prefixes that are given (start, length) in turn.</summary>
    public static Contracts.Backends.SequenceSpan[] Sequences(int[] lengths, params (int Start, int Length)[] prefixes)
    {
        var sequences = new Contracts.Backends.SequenceSpan[lengths.Length];
        int row = 0;
        for (int i = 0; i < lengths.Length; i++)
        {
            (int start, int length) = prefixes.Length == 0 ? (0, 0) : prefixes[i % prefixes.Length];
            sequences[i] = new(row, lengths[i], start, length);
            row += lengths[i];
        }

        return sequences;
    }
}
