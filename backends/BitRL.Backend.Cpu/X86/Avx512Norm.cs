using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BitRL.Backend.Cpu.X86;

/// <summary>RMSNorm with quantisation on 512 bits, for widths that are whole numbers of four vectors: a third of a small backbone's time goes here.</summary>
internal static unsafe class Avx512Norm
{
    public static bool Takes(int width) => width % (4 * Vector512<float>.Count) == 0;

    /// <summary>See <see cref="IRowKernels.RmsNormQuantize"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Quantize(float* input, float* weight, float epsilon, in QuantizedView output, int row)
    {
        int width = output.Width;
        float squares = SumOfSquares(input, width);
        float factor = float.IsFinite(squares) ? 1 / MathF.Sqrt((squares / width) + epsilon) : float.NaN;
        Vector512<float> factors = Vector512.Create(factor);
        Vector512<float> a = default, b = default;
        for (int i = 0; i < width; i += 2 * Vector512<float>.Count)
        {
            a = Vector512.MaxNative(a, Vector512.Abs(Vector512.Load(input + i) * factors * Vector512.Load(weight + i)));
            b = Vector512.MaxNative(b, Vector512.Abs(Vector512.Load(input + i + 16) * factors * Vector512.Load(weight + i + 16)));
        }

        float largest = float.IsNaN(factor) ? factor : HorizontalMax(Vector512.MaxNative(a, b));
        Vector512<float> scales = Vector512.Create(Quantization.Scale(largest));
        Vector512<int> sum = default;
        sbyte* values = output.Values + ((long)row * output.Stride);
        for (int i = 0; i < width; i += Vector512<float>.Count)
        {
            // The conversion rounds half to even, as the processor does unless told otherwise.
            Vector512<int> steps = Avx512F.ConvertToVector512Int32(Vector512.Load(input + i) * factors * Vector512.Load(weight + i) * scales);
            Vector128.Store(Avx512F.ConvertToVector128SByteWithSaturation(steps), values + i);
            sum += steps;
        }

        output.Steps[row] = Quantization.Step(largest);
        output.Sums[row] = Vector512.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float SumOfSquares(float* input, int width)
    {
        Vector512<float> a = default, b = default, c = default, d = default;
        for (int i = 0; i < width; i += 4 * Vector512<float>.Count)
        {
            a = AddSquare(input + i, a);
            b = AddSquare(input + i + 16, b);
            c = AddSquare(input + i + 32, c);
            d = AddSquare(input + i + 48, d);
        }

        return Vector512.Sum((a + b) + (c + d));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> AddSquare(float* input, Vector512<float> sum)
    {
        Vector512<float> x = Vector512.Load(input);
        return Vector512.FusedMultiplyAdd(x, x, sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float HorizontalMax(Vector512<float> value)
    {
        Vector256<float> eight = Vector256.MaxNative(value.GetLower(), value.GetUpper());
        Vector128<float> four = Vector128.MaxNative(eight.GetLower(), eight.GetUpper());
        Vector128<float> two = Vector128.MaxNative(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        return Vector128.MaxNative(two, Vector128.Shuffle(two, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }
}
