using BitRL.Contracts.Backends;

namespace BitRL.Perf.Kernels;

/// <summary>Seeded weights and activations for measurements. Their values do not matter, but they must not be all alike.</summary>
internal static class TernaryInputs
{
    /// <summary>Codes without the 3 that is never written.</summary>
    public static TernaryWeights Weights(int outputs, int inputs)
    {
        Random random = new(outputs + inputs);
        byte[] codes = new byte[(long)outputs * inputs / 4];
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i] = (byte)(random.Next(3) | (random.Next(3) << 2) | (random.Next(3) << 4) | (random.Next(3) << 6));
        }

        return new TernaryWeights(codes, outputs, inputs, 0.02f);
    }

    /// <summary>Roughly normal values.</summary>
    public static float[] Activations(int count)
    {
        Random random = new(count);
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (float)(random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5);
        }

        return values;
    }
}
