using BitRL.Contracts.Backends;

namespace BitRL.Backend.Conformance.Oracle;

/// <summary>What becomes of numbers in a <see cref="NumberFormat"/>, from its definition.</summary>
internal static class RoundingOracle
{
    private const int Int8Levels = 127;
    private const int Int4Levels = 7;

    /// <summary>The largest relative error of rounding to a float format: half of its last place.</summary>
    public static double UnitRoundoff(NumberFormat format) => format switch
    {
        NumberFormat.Float16 => Math.ScaleB(1, -11),
        NumberFormat.BFloat16 => Math.ScaleB(1, -8),
        _ => 0,
    };

    /// <summary>Rounds to a float format.</summary>
    public static float Round(float value, NumberFormat format) => format switch
    {
        NumberFormat.Float16 => (float)(Half)value,
        NumberFormat.BFloat16 => ToBFloat16(value),
        _ => value,
    };

    /// <summary>Rounds a dense matrix [outputs, inputs] as a device that stores it so.</summary>
    public static double[] Weights(float[] weights, int inputs, IProductPrecision? precision)
    {
        NumberFormat format = precision?.Weights ?? NumberFormat.Float32;
        double[] rounded = new double[weights.Length];
        for (int row = 0; row < weights.Length; row += inputs)
        {
            Span<double> target = rounded.AsSpan(row, inputs);
            ReadOnlySpan<float> source = weights.AsSpan(row, inputs);
            int run = format == NumberFormat.Int4 ? precision!.GroupSize : inputs;
            for (int start = 0; start < inputs; start += run)
            {
                int end = Math.Min(inputs, start + run);
                RoundRun(source[start..end], format, target[start..end]);
            }
        }

        return rounded;
    }

    private static void RoundRun(ReadOnlySpan<float> source, NumberFormat format, Span<double> target)
    {
        int levels = format == NumberFormat.Int8 ? Int8Levels : Int4Levels;
        float largest = 0;
        foreach (float value in source)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        float step = largest > 0 ? largest / levels : 1;
        for (int i = 0; i < source.Length; i++)
        {
            target[i] = format is NumberFormat.Int8 or NumberFormat.Int4
                ? step * Math.Clamp(Math.Round((double)(source[i] / step), MidpointRounding.ToEven), -levels, levels)
                : Round(source[i], format);
        }
    }

    // The upper 16 bits, rounded to nearest even; finite values only.
    private static float ToBFloat16(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        bits += 0x7FFF + ((bits >> 16) & 1);
        return BitConverter.UInt32BitsToSingle(bits & 0xFFFF0000);
    }
}
