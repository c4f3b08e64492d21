namespace BitRL.Backend.Torch.Products;

/// <summary>Rounding of weights that share a step to whole steps, as <see cref="BitRL.Contracts.Backends.NumberFormat"/> says.</summary>
internal static class IntegerRounding
{
    /// <summary>Largest INT8 value; −128 is not used.</summary>
    public const int Int8Levels = 127;

    /// <summary>Largest INT4 value; −8 is not used.</summary>
    public const int Int4Levels = 7;

    /// <summary>Rounds to the finest step that holds all of them.</summary>
    /// <param name="weights">What to round.</param>
    /// <param name="levels">Largest magnitude.</param>
    /// <param name="rounded">As many; overwritten.</param>
    /// <returns>The step: the real value of 1.</returns>
    public static float Round(ReadOnlySpan<float> weights, int levels, Span<sbyte> rounded)
    {
        float largest = 0;
        foreach (float weight in weights)
        {
            largest = MathF.Max(largest, MathF.Abs(weight));
        }

        float step = largest > 0 ? largest / levels : 1;
        for (int i = 0; i < weights.Length; i++)
        {
            rounded[i] = (sbyte)Math.Clamp(MathF.Round(weights[i] / step), -levels, levels);
        }

        return step;
    }

    /// <summary>Takes weights that are whole already, with the step 1: ternary ones.</summary>
    /// <returns>1.</returns>
    public static float Keep(ReadOnlySpan<float> weights, Span<sbyte> rounded)
    {
        for (int i = 0; i < weights.Length; i++)
        {
            rounded[i] = (sbyte)weights[i];
        }

        return 1;
    }
}
