using System.Numerics;
using System.Runtime.CompilerServices;

namespace BitRL.Backend.Cpu.Vectors;

/// <summary>RMSNorm and quantisation of a row in the vector width of the machine.</summary>
internal static unsafe class VectorNorm
{
    /// <summary>1 / √(mean x² + epsilon); NaN for a row that is not finite, so that the whole row shows it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Factor(float* input, float epsilon, int width)
    {
        Vector<float> a = default, b = default, c = default, d = default;
        int i = 0;
        for (; i <= width - (4 * Vector<float>.Count); i += 4 * Vector<float>.Count)
        {
            a = AddSquare(input + i, a);
            b = AddSquare(input + i + Vector<float>.Count, b);
            c = AddSquare(input + i + (2 * Vector<float>.Count), c);
            d = AddSquare(input + i + (3 * Vector<float>.Count), d);
        }

        float sum = Vector.Sum((a + b) + (c + d));
        for (; i < width; i++)
        {
            sum += input[i] * input[i];
        }

        return float.IsFinite(sum) ? 1 / MathF.Sqrt((sum / width) + epsilon) : float.NaN;
    }

    /// <summary>output = input · factor · weight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Normalize(float* input, float* weight, float factor, int width, float* output)
    {
        Vector<float> factors = new(factor);
        int i = 0;
        for (; i <= width - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Store(Vector.Load(input + i) * factors * Vector.Load(weight + i), output + i);
        }

        for (; i < width; i++)
        {
            output[i] = input[i] * factor * weight[i];
        }
    }

    /// <summary>Quantises input · factor · weight into a row of the output.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Quantize(float* input, float* weight, float factor, in QuantizedView output, int row)
    {
        int width = output.Width;
        sbyte* values = output.Values + ((long)row * output.Stride);
        float largest = float.IsNaN(factor) ? float.NaN : Largest(input, weight, factor, width);
        float scale = Quantization.Scale(largest);
        Vector<float> factors = new(factor);
        Vector<float> scales = new(scale);
        Vector<int> sums = default;
        int i = 0;
        for (; i <= width - Vector<sbyte>.Count; i += Vector<sbyte>.Count)
        {
            Vector<int> a = Round(input + i, weight + i, factors, scales);
            Vector<int> b = Round(input + i + Vector<int>.Count, weight + i + Vector<int>.Count, factors, scales);
            Vector<int> c = Round(input + i + (2 * Vector<int>.Count), weight + i + (2 * Vector<int>.Count), factors, scales);
            Vector<int> d = Round(input + i + (3 * Vector<int>.Count), weight + i + (3 * Vector<int>.Count), factors, scales);
            sums += a + b + c + d;
            Vector.Store(Vector.NarrowWithSaturation(Vector.NarrowWithSaturation(a, b), Vector.NarrowWithSaturation(c, d)), values + i);
        }

        int sum = Vector.Sum(sums);
        for (; i < width; i++)
        {
            float rounded = MathF.Round(input[i] * factor * weight[i] * scale, MidpointRounding.ToEven);
            values[i] = (sbyte)Math.Clamp(rounded, -Quantization.Levels, Quantization.Levels);
            sum += values[i];
        }

        output.Steps[row] = Quantization.Step(largest);
        output.Sums[row] = sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Largest(float* input, float* weight, float factor, int width)
    {
        Vector<float> factors = new(factor);
        Vector<float> first = default;
        Vector<float> second = default;
        int i = 0;
        for (; i <= width - (2 * Vector<float>.Count); i += 2 * Vector<float>.Count)
        {
            first = Vector.MaxNative(first, Vector.Abs(Normalized(input + i, weight + i, factors)));
            second = Vector.MaxNative(second, Vector.Abs(Normalized(input + i + Vector<float>.Count, weight + i + Vector<float>.Count, factors)));
        }

        float result = VectorMath.HorizontalMax(Vector.MaxNative(first, second));
        for (; i < width; i++)
        {
            result = MathF.Max(result, MathF.Abs(input[i] * factor * weight[i]));
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> AddSquare(float* input, Vector<float> sum)
    {
        Vector<float> x = Vector.Load(input);
        return Vector.FusedMultiplyAdd(x, x, sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Normalized(float* input, float* weight, Vector<float> factors) => Vector.Load(input) * factors * Vector.Load(weight);

    /// <summary>The largest magnitude times its scale is 127 but for the last bit, so rounding never leaves ±127.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<int> Round(float* input, float* weight, Vector<float> factors, Vector<float> scales) =>
        Vector.ConvertToInt32Native(Vector.Round(Normalized(input, weight, factors) * scales));
}
