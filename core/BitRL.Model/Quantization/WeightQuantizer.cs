using BitRL.Model.Weights;

namespace BitRL.Model.Quantization;

/// <summary>Rounds matrices as devices of that precision store them: symmetric, round-half-even, no zero point. Thread-safe.</summary>
public static class WeightQuantizer
{
    private const int Int8Levels = 127;
    private const int Int4Levels = 7;

    /// <summary>Rounds a matrix and gives the values that are left.</summary>
    /// <param name="weights">[outputs, inputs] row-major, finite.</param>
    /// <param name="inputs">Columns; for ternary a multiple of 128.</param>
    /// <param name="settings">How.</param>
    /// <param name="rounded">As many; overwritten; not the same memory.</param>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    public static void Round(ReadOnlySpan<float> weights, int inputs, QuantizationSettings settings, Span<float> rounded)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (inputs < 1 || weights.Length % inputs != 0 || rounded.Length != weights.Length)
        {
            throw new ArgumentException($"{weights.Length} weights and {rounded.Length} places for rows of {inputs}", nameof(rounded));
        }

        if (settings.Target == QuantizationTarget.Ternary)
        {
            RoundTernary(weights, inputs, rounded);
            return;
        }

        int run = settings.Target == QuantizationTarget.Int4 ? settings.GroupSize : inputs;
        int levels = settings.Target == QuantizationTarget.Int4 ? Int4Levels : Int8Levels;
        for (int row = 0; row < weights.Length; row += inputs)
        {
            for (int start = 0; start < inputs; start += run)
            {
                int count = Math.Min(run, inputs - start);
                RoundRun(weights.Slice(row + start, count), levels, rounded.Slice(row + start, count));
            }
        }
    }

    /// <summary>Bits that a weight takes, scales included.</summary>
    /// <param name="inputs">Columns of the matrix.</param>
    /// <param name="settings">How it is stored.</param>
    public static double BitsPerWeight(int inputs, QuantizationSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        const int scaleBits = 32;
        return settings.Target switch
        {
            QuantizationTarget.Int8 => 8 + ((double)scaleBits / inputs),
            QuantizationTarget.Int4 => 4 + ((double)scaleBits / settings.GroupSize),
            _ => 2,
        };
    }

    // One scale for weights that share it; a run of zeros stays zero.
    private static void RoundRun(ReadOnlySpan<float> weights, int levels, Span<float> rounded)
    {
        float largest = 0;
        foreach (float weight in weights)
        {
            largest = MathF.Max(largest, MathF.Abs(weight));
        }

        float step = largest > 0 ? largest / levels : 1;
        for (int i = 0; i < weights.Length; i++)
        {
            rounded[i] = step * Math.Clamp(MathF.Round(weights[i] / step), -levels, levels);
        }
    }

    private static void RoundTernary(ReadOnlySpan<float> weights, int inputs, Span<float> rounded)
    {
        var packed = TernaryPacking.Ternarize(weights, weights.Length / inputs, inputs);
        sbyte[] codes = new sbyte[weights.Length];
        TernaryPacking.Unpack(packed.Codes.Span, codes);
        for (int i = 0; i < codes.Length; i++)
        {
            rounded[i] = codes[i] * packed.Scale;
        }
    }
}
