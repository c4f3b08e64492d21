namespace BitRL.Backend.Torch.Products;

/// <summary>Rounding of weights to whole steps, as <see cref="BitRL.Contracts.Backends.NumberFormat"/> says.</summary>
internal static class IntegerRounding
{
    /// <summary>Largest INT8 value; −128 is not used.</summary>
    public const int Int8Levels = 127;

    /// <summary>Largest INT4 value; −8 is not used.</summary>
    public const int Int4Levels = 7;

    /// <summary>The real value of 1 for weights that share it.</summary>
    public static float Step(ReadOnlySpan<float> weights, int levels)
    {
        float largest = 0;
        foreach (float weight in weights)
        {
            largest = MathF.Max(largest, MathF.Abs(weight));
        }

        return largest > 0 ? largest / levels : 1;
    }

    /// <summary>Rounds weights that share a step.</summary>
    /// <param name="weights">What to round.</param>
    /// <param name="step">Its real value of 1.</param>
    /// <param name="levels">Largest magnitude.</param>
    /// <param name="rounded">As many; overwritten.</param>
    public static void Round(ReadOnlySpan<float> weights, float step, int levels, Span<sbyte> rounded)
    {
        for (int i = 0; i < weights.Length; i++)
        {
            rounded[i] = (sbyte)Math.Clamp(MathF.Round(weights[i] / step), -levels, levels);
        }
    }
}
