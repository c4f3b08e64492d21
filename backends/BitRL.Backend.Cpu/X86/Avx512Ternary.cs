using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using BitRL.Backend.Cpu.Lanes;

namespace BitRL.Backend.Cpu.X86;

/// <summary>Tiles of 32 outputs × 8 tokens with <c>vpmaddubsw</c> on 512 bits, in 16-bit sums that are widened before they can overflow.</summary>
internal sealed unsafe class Avx512Ternary : LaneTernary
{
    // A product of a pair is at most 2·2·127 = 508, and 64 of them fit into 15 bits. A vector of codes gives 4.
    private const int StepsBeforeWidening = 64 / 4;

    public static bool IsSupported => Avx512BW.IsSupported;

    /// <inheritdoc/>
    protected override int Lanes => Vector512<int>.Count;

    /// <inheritdoc/>
    protected override int TileTokens => 8;

    /// <inheritdoc/>
    protected override void MultiplyTile(byte* first, byte* second, sbyte* values, nint stride, int steps, int tokens, int* sums)
    {
        for (int done = 0; done < steps; done += StepsBeforeWidening)
        {
            int count = Math.Min(StepsBeforeWidening, steps - done);
            long offset = (long)done * Vector512<byte>.Count;
            sbyte* x = values + (done * LaneLayout.StepInputs);
            if (tokens > 4)
            {
                Eight(first + offset, second + offset, x, stride, count, sums, done > 0);
            }
            else if (tokens > 1)
            {
                Four(first + offset, second + offset, x, stride, count, sums, done > 0);
            }
            else
            {
                One(first + offset, second + offset, x, count, sums, done > 0);
            }
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Finish(in TernaryProduct product, int n, int row, int tokens, int* sums)
    {
        if (product.EndOutput - n < 2 * Vector512<int>.Count)
        {
            base.Finish(product, n, row, tokens, sums);
            return;
        }

        // A small matrix spends as much here as in the product, so it is worth its own loop.
        nint outputs = product.Matrix.Outputs;
        float scale = product.Matrix.Scale;
        float* output = product.Output + (row * outputs) + n;
        for (int t = 0; t < tokens; t++, sums += 2 * Vector512<int>.Count, output += outputs)
        {
            Vector512<int> correction = Vector512.Create(product.Input.Sums[row + t]);
            Vector512<float> unit = Vector512.Create(product.Input.Steps[row + t] * scale);
            Vector512<float> a = Vector512.ConvertToSingle(Vector512.Load(sums) - correction) * unit;
            Vector512<float> b = Vector512.ConvertToSingle(Vector512.Load(sums + Vector512<int>.Count) - correction) * unit;
            if (product.Accumulate)
            {
                a += Vector512.Load(output);
                b += Vector512.Load(output + Vector512<float>.Count);
            }

            Vector512.Store(a, output);
            Vector512.Store(b, output + Vector512<float>.Count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Eight(byte* first, byte* second, sbyte* x, nint stride, int steps, int* sums, bool add)
    {
        Vector512<short> a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default, a6 = default, a7 = default;
        Vector512<short> b0 = default, b1 = default, b2 = default, b3 = default, b4 = default, b5 = default, b6 = default, b7 = default;
        Vector512<byte> mask = Vector512.Create((byte)3);
        nint three = 3 * stride;
        for (; steps > 0; steps--, first += Vector512<byte>.Count, second += Vector512<byte>.Count)
        {
            Vector512<uint> p = Vector512.Load((uint*)first);
            Vector512<uint> r = Vector512.Load((uint*)second);
            for (int s = 0; s < 4; s++, x += 4)
            {
                Vector512<byte> c = p.AsByte() & mask;
                Vector512<byte> d = r.AsByte() & mask;
                sbyte* y = x + (4 * stride);
                p >>= 2;
                r >>= 2;
                (a0, b0) = (Add(a0, c, x), Add(b0, d, x));
                (a1, b1) = (Add(a1, c, x + stride), Add(b1, d, x + stride));
                (a2, b2) = (Add(a2, c, x + (2 * stride)), Add(b2, d, x + (2 * stride)));
                (a3, b3) = (Add(a3, c, x + three), Add(b3, d, x + three));
                (a4, b4) = (Add(a4, c, y), Add(b4, d, y));
                (a5, b5) = (Add(a5, c, y + stride), Add(b5, d, y + stride));
                (a6, b6) = (Add(a6, c, y + (2 * stride)), Add(b6, d, y + (2 * stride)));
                (a7, b7) = (Add(a7, c, y + three), Add(b7, d, y + three));
            }
        }

        Widen(a0, b0, sums, add);
        Widen(a1, b1, sums + 32, add);
        Widen(a2, b2, sums + 64, add);
        Widen(a3, b3, sums + 96, add);
        Widen(a4, b4, sums + 128, add);
        Widen(a5, b5, sums + 160, add);
        Widen(a6, b6, sums + 192, add);
        Widen(a7, b7, sums + 224, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four(byte* first, byte* second, sbyte* x, nint stride, int steps, int* sums, bool add)
    {
        Vector512<short> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        Vector512<byte> mask = Vector512.Create((byte)3);
        nint three = 3 * stride;
        for (; steps > 0; steps--, first += Vector512<byte>.Count, second += Vector512<byte>.Count)
        {
            Vector512<uint> p = Vector512.Load((uint*)first);
            Vector512<uint> r = Vector512.Load((uint*)second);
            for (int s = 0; s < 4; s++, x += 4)
            {
                Vector512<byte> c = p.AsByte() & mask;
                Vector512<byte> d = r.AsByte() & mask;
                p >>= 2;
                r >>= 2;
                (a0, b0) = (Add(a0, c, x), Add(b0, d, x));
                (a1, b1) = (Add(a1, c, x + stride), Add(b1, d, x + stride));
                (a2, b2) = (Add(a2, c, x + (2 * stride)), Add(b2, d, x + (2 * stride)));
                (a3, b3) = (Add(a3, c, x + three), Add(b3, d, x + three));
            }
        }

        Widen(a0, b0, sums, add);
        Widen(a1, b1, sums + 32, add);
        Widen(a2, b2, sums + 64, add);
        Widen(a3, b3, sums + 96, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One(byte* first, byte* second, sbyte* x, int steps, int* sums, bool add)
    {
        Vector512<short> a0 = default, a1 = default, b0 = default, b1 = default;
        Vector512<byte> mask = Vector512.Create((byte)3);
        for (; steps > 0; steps--, first += Vector512<byte>.Count, second += Vector512<byte>.Count, x += 16)
        {
            Vector512<uint> p = Vector512.Load((uint*)first);
            Vector512<uint> r = Vector512.Load((uint*)second);
            a0 = Add(a0, p.AsByte() & mask, x);
            b0 = Add(b0, r.AsByte() & mask, x);
            a1 = Add(a1, (p >> 2).AsByte() & mask, x + 4);
            b1 = Add(b1, (r >> 2).AsByte() & mask, x + 4);
            a0 = Add(a0, (p >> 4).AsByte() & mask, x + 8);
            b0 = Add(b0, (r >> 4).AsByte() & mask, x + 8);
            a1 = Add(a1, (p >> 6).AsByte() & mask, x + 12);
            b1 = Add(b1, (r >> 6).AsByte() & mask, x + 12);
        }

        Widen(Avx512BW.Add(a0, a1), Avx512BW.Add(b0, b1), sums, add);
    }

    /// <summary>sum + codes · four activations, pairwise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<short> Add(Vector512<short> sum, Vector512<byte> codes, sbyte* x) =>
        Avx512BW.Add(sum, Avx512BW.MultiplyAddAdjacent(codes, Vector512.Create(*(int*)x).AsSByte()));

    /// <summary>The two 16-bit sums of each lane become one of 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Widen(Vector512<short> a, Vector512<short> b, int* sums, bool add)
    {
        Vector512<int> first = Avx512BW.MultiplyAddAdjacent(a, Vector512<short>.One);
        Vector512<int> second = Avx512BW.MultiplyAddAdjacent(b, Vector512<short>.One);
        if (add)
        {
            first += Vector512.Load(sums);
            second += Vector512.Load(sums + Vector512<int>.Count);
        }

        Vector512.Store(first, sums);
        Vector512.Store(second, sums + Vector512<int>.Count);
    }
}
