using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BitRL.Ppo.Networks.Simd;

/// <summary>Sums over vectors and columns, always in the same order. Lengths are multiples of <see cref="AlignedBuffer.Lanes"/>. Thread-safe.</summary>
internal static unsafe class Reductions
{
    /// <summary>The sum of squares.</summary>
    public static float SumOfSquares(ReadOnlySpan<float> values) =>
        Vector512.IsHardwareAccelerated ? SumOfSquares<Lanes512>(values)
        : Vector256.IsHardwareAccelerated ? SumOfSquares<Lanes256>(values)
        : SumOfSquares<Lanes128>(values);

    /// <summary>sums[c] = Σ over rows of matrix[r, c].</summary>
    /// <param name="matrix">[rows, stride].</param>
    /// <param name="rows">How many.</param>
    /// <param name="sums">[stride], overwritten.</param>
    public static void SumRows(ReadOnlySpan<float> matrix, int rows, Span<float> sums)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            SumRows<Lanes512>(matrix, rows, sums);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            SumRows<Lanes256>(matrix, rows, sums);
        }
        else
        {
            SumRows<Lanes128>(matrix, rows, sums);
        }
    }

    // four sums in flight hide the latency of the additions; the multiple of 16 floats always fills whole registers
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static float SumOfSquares<TLanes>(ReadOnlySpan<float> values)
        where TLanes : struct, ILanes<TLanes>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length % AlignedBuffer.Lanes, 0);
        TLanes a = default, b = default, c = default, d = default;
        fixed (float* v = values)
        {
            int i = 0;
            for (; i <= values.Length - (4 * TLanes.Width); i += 4 * TLanes.Width)
            {
                TLanes w = TLanes.Load(v + i), x = TLanes.Load(v + i + TLanes.Width);
                TLanes y = TLanes.Load(v + i + (2 * TLanes.Width)), z = TLanes.Load(v + i + (3 * TLanes.Width));
                a = TLanes.MultiplyAdd(w, w, a);
                b = TLanes.MultiplyAdd(x, x, b);
                c = TLanes.MultiplyAdd(y, y, c);
                d = TLanes.MultiplyAdd(z, z, d);
            }

            for (; i < values.Length; i += TLanes.Width)
            {
                TLanes x = TLanes.Load(v + i);
                a = TLanes.MultiplyAdd(x, x, a);
            }
        }

        return TLanes.Sum(a + b + (c + d));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void SumRows<TLanes>(ReadOnlySpan<float> matrix, int rows, Span<float> sums)
        where TLanes : struct, ILanes<TLanes>
    {
        int stride = sums.Length;
        ArgumentOutOfRangeException.ThrowIfNotEqual(stride % AlignedBuffer.Lanes, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(matrix.Length, rows * stride);
        fixed (float* m = matrix, s = sums)
        {
            for (int column = 0; column < stride; column += TLanes.Width)
            {
                TLanes sum = default;
                for (float* p = m + column, end = p + ((nint)rows * stride); p < end; p += stride)
                {
                    sum += TLanes.Load(p);
                }

                sum.Store(s + column);
            }
        }
    }
}
