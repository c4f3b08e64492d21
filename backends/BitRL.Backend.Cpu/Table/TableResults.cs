using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BitRL.Backend.Cpu.Table;

/// <summary>The end of a product by tables: sums with tokens side by side become rows of floats.</summary>
internal static unsafe class TableResults
{
    /// <summary>Writes the results of some tokens.</summary>
    /// <param name="product">Where to.</param>
    /// <param name="firstRow">First token.</param>
    /// <param name="tokens">How many.</param>
    /// <param name="stride">Tokens side by side in <paramref name="sums"/>.</param>
    /// <param name="sums">[outputs of the share, stride].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Store(in TernaryProduct product, int firstRow, int tokens, int stride, int* sums)
    {
        int count = product.EndOutput - product.FirstOutput;
        int outputs = product.Matrix.Outputs;
        const int block = 64; // keeps a block of sums in the first-level cache while its columns are read one after the other
        for (int start = 0; start < count; start += block)
        {
            int end = Math.Min(start + block, count);
            for (int t = 0; t < tokens; t++)
            {
                int row = firstRow + t;
                float unit = product.Input.Steps[row] * product.Matrix.Scale;
                Store(sums + t, stride, start, end, unit, product.Output + ((long)row * outputs) + product.FirstOutput, product.Accumulate);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(int* sums, int stride, int start, int end, float unit, float* output, bool accumulate)
    {
        Vector128<float> units = Vector128.Create(unit);
        int n = start;
        for (int* column = sums + ((long)n * stride); n <= end - 4; n += 4, column += 4 * stride)
        {
            Vector128<float> result = Vector128.ConvertToSingle(Vector128.Create(column[0], column[stride], column[2 * stride], column[3 * stride])) * units;
            Vector128.Store(accumulate ? Vector128.Load(output + n) + result : result, output + n);
        }

        for (; n < end; n++)
        {
            float result = sums[(long)n * stride] * unit;
            output[n] = accumulate ? output[n] + result : result;
        }
    }
}
