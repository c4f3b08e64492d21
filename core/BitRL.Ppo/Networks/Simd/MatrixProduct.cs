using System.Runtime.Intrinsics;

namespace BitRL.Ppo.Networks.Simd;

/// <summary>
/// output = left · right (+ bias), float32. Each output is one chain of fused multiply-adds in ascending depth, whatever the tile, so a row
/// comes out the same bit for bit alone or in a batch of any size (ppo.md #9 rests on that). Thread-safe.
/// </summary>
internal static class MatrixProduct
{
    /// <summary>Multiplies on the widest registers of this machine.</summary>
    /// <param name="left">[rows, depth], any strides.</param>
    /// <param name="right">[depth, columns], rows of <paramref name="stride"/> floats.</param>
    /// <param name="bias">[columns], or empty for none.</param>
    /// <param name="output">[rows, columns], rows of <paramref name="stride"/> floats; overwritten; overlaps nothing else.</param>
    /// <param name="rows">Rows of the output.</param>
    /// <param name="depth">Columns of left, rows of right.</param>
    /// <param name="stride">Columns of right and of the output and the distance of their rows: a multiple of <see cref="AlignedBuffer.Lanes"/>.</param>
    /// <exception cref="ArgumentException">A span is too short or the stride is no such multiple.</exception>
    public static void Multiply(Strided left, ReadOnlySpan<float> right, ReadOnlySpan<float> bias, Span<float> output, int rows, int depth, int stride)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Multiply<Lanes512>(left, right, bias, output, rows, depth, stride);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Multiply<Lanes256>(left, right, bias, output, rows, depth, stride);
        }
        else
        {
            Multiply<Lanes128>(left, right, bias, output, rows, depth, stride);
        }
    }

    /// <summary>The same on registers of a given width.</summary>
    internal static unsafe void Multiply<TLanes>(
        Strided left, ReadOnlySpan<float> right, ReadOnlySpan<float> bias, Span<float> output, int rows, int depth, int stride)
        where TLanes : struct, ILanes<TLanes>
    {
        if (stride % AlignedBuffer.Lanes != 0 || left.Values.Length < left.RequiredLength(rows, depth) || right.Length < depth * stride
            || output.Length < rows * stride || (!bias.IsEmpty && bias.Length < stride))
        {
            throw new ArgumentException($"the matrices do not fit {rows} rows, depth {depth} and a row length of {stride}", nameof(stride));
        }

        fixed (float* l = left.Values, r = right, b = bias, o = output)
        {
            var tile = new Tile<TLanes>(l, left.RowStride, left.ColumnStride, r, b, o, depth, stride);
            int paired = stride / (2 * TLanes.Width) * (2 * TLanes.Width);
            for (int column = 0; column < paired; column += 2 * TLanes.Width)
            {
                int row = 0;
                if (TLanes.HasManyRegisters)
                {
                    for (; row <= rows - 8; row += 8)
                    {
                        tile.EightByTwo(row, column);
                    }
                }

                for (; row <= rows - 4; row += 4)
                {
                    tile.FourByTwo(row, column);
                }

                for (; row < rows; row++)
                {
                    tile.OneByOne(row, column);
                    tile.OneByOne(row, column + TLanes.Width);
                }
            }

            // only outputs of fewer than two registers come here: the last layer of a head
            for (int column = paired; column < stride; column += TLanes.Width)
            {
                int row = 0;
                for (; row <= rows - 8; row += 8)
                {
                    tile.EightByOne(row, column);
                }

                for (; row < rows; row++)
                {
                    tile.OneByOne(row, column);
                }
            }
        }
    }
}
