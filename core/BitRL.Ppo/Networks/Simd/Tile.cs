using System.Runtime.CompilerServices;

namespace BitRL.Ppo.Networks.Simd;

/// <summary>
/// The register tiles of <see cref="MatrixProduct"/>: rows × registers of the output stay in registers while the depth runs past. Eight rows by
/// two registers keeps 16 sums in flight (latency 4 × 2 units needs 8) and the [256, 32] panel of the right matrix inside the first-level cache.
/// Straight-line on purpose; the sums must be locals to live in registers.
/// </summary>
internal readonly unsafe struct Tile<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    private readonly float* _left;
    private readonly nint _rowStride;
    private readonly nint _depthStride;
    private readonly float* _right;
    private readonly float* _bias;
    private readonly float* _output;
    private readonly int _depth;
    private readonly nint _stride;

    public Tile(float* left, int rowStride, int depthStride, float* right, float* bias, float* output, int depth, int stride)
    {
        _left = left;
        _rowStride = rowStride;
        _depthStride = depthStride;
        _right = right;
        _bias = bias;
        _output = output;
        _depth = depth;
        _stride = stride;
    }

#pragma warning disable MA0051 // straight-line: one statement a sum
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void EightByTwo(int row, int column)
    {
        nint step = _rowStride, advance = _depthStride, stride = _stride;
        float* left = _left + (row * step);
        float* right = _right + column;
        TLanes a0 = Start(column);
        TLanes a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
        TLanes b0 = Start(column + TLanes.Width);
        TLanes b1 = b0, b2 = b0, b3 = b0, b4 = b0, b5 = b0, b6 = b0, b7 = b0;
        for (int k = _depth; k > 0; k--)
        {
            var x = TLanes.Load(right);
            var y = TLanes.Load(right + TLanes.Width);
            var s0 = TLanes.Broadcast(left[0]);
            a0 = TLanes.MultiplyAdd(s0, x, a0);
            b0 = TLanes.MultiplyAdd(s0, y, b0);
            var s1 = TLanes.Broadcast(left[step]);
            a1 = TLanes.MultiplyAdd(s1, x, a1);
            b1 = TLanes.MultiplyAdd(s1, y, b1);
            var s2 = TLanes.Broadcast(left[2 * step]);
            a2 = TLanes.MultiplyAdd(s2, x, a2);
            b2 = TLanes.MultiplyAdd(s2, y, b2);
            var s3 = TLanes.Broadcast(left[3 * step]);
            a3 = TLanes.MultiplyAdd(s3, x, a3);
            b3 = TLanes.MultiplyAdd(s3, y, b3);
            var s4 = TLanes.Broadcast(left[4 * step]);
            a4 = TLanes.MultiplyAdd(s4, x, a4);
            b4 = TLanes.MultiplyAdd(s4, y, b4);
            var s5 = TLanes.Broadcast(left[5 * step]);
            a5 = TLanes.MultiplyAdd(s5, x, a5);
            b5 = TLanes.MultiplyAdd(s5, y, b5);
            var s6 = TLanes.Broadcast(left[6 * step]);
            a6 = TLanes.MultiplyAdd(s6, x, a6);
            b6 = TLanes.MultiplyAdd(s6, y, b6);
            var s7 = TLanes.Broadcast(left[7 * step]);
            a7 = TLanes.MultiplyAdd(s7, x, a7);
            b7 = TLanes.MultiplyAdd(s7, y, b7);
            left += advance;
            right += stride;
        }

        float* output = _output + (row * stride) + column;
        StorePair(a0, b0, output);
        StorePair(a1, b1, output + stride);
        StorePair(a2, b2, output + (2 * stride));
        StorePair(a3, b3, output + (3 * stride));
        StorePair(a4, b4, output + (4 * stride));
        StorePair(a5, b5, output + (5 * stride));
        StorePair(a6, b6, output + (6 * stride));
        StorePair(a7, b7, output + (7 * stride));
    }
#pragma warning restore MA0051

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void FourByTwo(int row, int column)
    {
        nint step = _rowStride, advance = _depthStride, stride = _stride;
        float* left = _left + (row * step);
        float* right = _right + column;
        TLanes a0 = Start(column);
        TLanes a1 = a0, a2 = a0, a3 = a0;
        TLanes b0 = Start(column + TLanes.Width);
        TLanes b1 = b0, b2 = b0, b3 = b0;
        for (int k = _depth; k > 0; k--)
        {
            var x = TLanes.Load(right);
            var y = TLanes.Load(right + TLanes.Width);
            var s0 = TLanes.Broadcast(left[0]);
            a0 = TLanes.MultiplyAdd(s0, x, a0);
            b0 = TLanes.MultiplyAdd(s0, y, b0);
            var s1 = TLanes.Broadcast(left[step]);
            a1 = TLanes.MultiplyAdd(s1, x, a1);
            b1 = TLanes.MultiplyAdd(s1, y, b1);
            var s2 = TLanes.Broadcast(left[2 * step]);
            a2 = TLanes.MultiplyAdd(s2, x, a2);
            b2 = TLanes.MultiplyAdd(s2, y, b2);
            var s3 = TLanes.Broadcast(left[3 * step]);
            a3 = TLanes.MultiplyAdd(s3, x, a3);
            b3 = TLanes.MultiplyAdd(s3, y, b3);
            left += advance;
            right += stride;
        }

        float* output = _output + (row * stride) + column;
        StorePair(a0, b0, output);
        StorePair(a1, b1, output + stride);
        StorePair(a2, b2, output + (2 * stride));
        StorePair(a3, b3, output + (3 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void EightByOne(int row, int column)
    {
        nint step = _rowStride, advance = _depthStride, stride = _stride;
        float* left = _left + (row * step);
        float* right = _right + column;
        TLanes a0 = Start(column);
        TLanes a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
        for (int k = _depth; k > 0; k--)
        {
            var x = TLanes.Load(right);
            a0 = TLanes.MultiplyAdd(TLanes.Broadcast(left[0]), x, a0);
            a1 = TLanes.MultiplyAdd(TLanes.Broadcast(left[step]), x, a1);
            a2 = TLanes.MultiplyAdd(TLanes.Broadcast(left[2 * step]), x, a2);
            a3 = TLanes.MultiplyAdd(TLanes.Broadcast(left[3 * step]), x, a3);
            a4 = TLanes.MultiplyAdd(TLanes.Broadcast(left[4 * step]), x, a4);
            a5 = TLanes.MultiplyAdd(TLanes.Broadcast(left[5 * step]), x, a5);
            a6 = TLanes.MultiplyAdd(TLanes.Broadcast(left[6 * step]), x, a6);
            a7 = TLanes.MultiplyAdd(TLanes.Broadcast(left[7 * step]), x, a7);
            left += advance;
            right += stride;
        }

        float* output = _output + (row * stride) + column;
        a0.Store(output);
        a1.Store(output + stride);
        a2.Store(output + (2 * stride));
        a3.Store(output + (3 * stride));
        a4.Store(output + (4 * stride));
        a5.Store(output + (5 * stride));
        a6.Store(output + (6 * stride));
        a7.Store(output + (7 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void OneByOne(int row, int column)
    {
        nint step = _rowStride, advance = _depthStride, stride = _stride;
        float* left = _left + (row * step);
        float* right = _right + column;
        TLanes sum = Start(column);
        for (int k = _depth; k > 0; k--)
        {
            sum = TLanes.MultiplyAdd(TLanes.Broadcast(*left), TLanes.Load(right), sum);
            left += advance;
            right += stride;
        }

        sum.Store(_output + (row * stride) + column);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePair(TLanes first, TLanes second, float* destination)
    {
        first.Store(destination);
        second.Store(destination + TLanes.Width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLanes Start(int column) => _bias == null ? default : TLanes.Load(_bias + column);
}
