using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using BitRL.Backend.Cpu.Lanes;

namespace BitRL.Backend.Cpu.X86;

/// <summary>Tiles of 16 outputs × 4 tokens with <c>vpmaddubsw</c> on 256 bits; see <see cref="Avx512Ternary"/>. Sixteen registers hold no larger tile.</summary>
internal sealed unsafe class Avx2Ternary : LaneTernary
{
    private const int StepsBeforeWidening = 64 / 4;

    public static bool IsSupported => Avx2.IsSupported;

    /// <inheritdoc/>
    protected override int Lanes => Vector256<int>.Count;

    /// <inheritdoc/>
    protected override int TileTokens => 4;

    /// <inheritdoc/>
    protected override void MultiplyTile(byte* first, byte* second, sbyte* values, nint stride, int steps, int tokens, int* sums)
    {
        for (int done = 0; done < steps; done += StepsBeforeWidening)
        {
            int count = Math.Min(StepsBeforeWidening, steps - done);
            long offset = (long)done * Vector256<byte>.Count;
            sbyte* x = values + (done * LaneLayout.StepInputs);
            if (tokens > 1)
            {
                Four(first + offset, second + offset, x, stride, count, sums, done > 0);
            }
            else
            {
                One(first + offset, second + offset, x, count, sums, done > 0);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four(byte* first, byte* second, sbyte* x, nint stride, int steps, int* sums, bool add)
    {
        Vector256<short> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        Vector256<byte> mask = Vector256.Create((byte)3);
        nint three = 3 * stride;
        for (; steps > 0; steps--, first += Vector256<byte>.Count, second += Vector256<byte>.Count)
        {
            Vector256<uint> p = Vector256.Load((uint*)first);
            Vector256<uint> r = Vector256.Load((uint*)second);
            for (int s = 0; s < 4; s++, x += 4)
            {
                Vector256<byte> c = p.AsByte() & mask;
                Vector256<byte> d = r.AsByte() & mask;
                p >>= 2;
                r >>= 2;
                (a0, b0) = (Add(a0, c, x), Add(b0, d, x));
                (a1, b1) = (Add(a1, c, x + stride), Add(b1, d, x + stride));
                (a2, b2) = (Add(a2, c, x + (2 * stride)), Add(b2, d, x + (2 * stride)));
                (a3, b3) = (Add(a3, c, x + three), Add(b3, d, x + three));
            }
        }

        Widen(a0, b0, sums, add);
        Widen(a1, b1, sums + 16, add);
        Widen(a2, b2, sums + 32, add);
        Widen(a3, b3, sums + 48, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One(byte* first, byte* second, sbyte* x, int steps, int* sums, bool add)
    {
        Vector256<short> a0 = default, a1 = default, b0 = default, b1 = default;
        Vector256<byte> mask = Vector256.Create((byte)3);
        for (; steps > 0; steps--, first += Vector256<byte>.Count, second += Vector256<byte>.Count, x += 16)
        {
            Vector256<uint> p = Vector256.Load((uint*)first);
            Vector256<uint> r = Vector256.Load((uint*)second);
            a0 = Add(a0, p.AsByte() & mask, x);
            b0 = Add(b0, r.AsByte() & mask, x);
            a1 = Add(a1, (p >> 2).AsByte() & mask, x + 4);
            b1 = Add(b1, (r >> 2).AsByte() & mask, x + 4);
            a0 = Add(a0, (p >> 4).AsByte() & mask, x + 8);
            b0 = Add(b0, (r >> 4).AsByte() & mask, x + 8);
            a1 = Add(a1, (p >> 6).AsByte() & mask, x + 12);
            b1 = Add(b1, (r >> 6).AsByte() & mask, x + 12);
        }

        Widen(Avx2.Add(a0, a1), Avx2.Add(b0, b1), sums, add);
    }

    /// <summary>sum + codes · four activations, pairwise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Add(Vector256<short> sum, Vector256<byte> codes, sbyte* x) =>
        Avx2.Add(sum, Avx2.MultiplyAddAdjacent(codes, Vector256.Create(*(int*)x).AsSByte()));

    /// <summary>The two 16-bit sums of each lane become one of 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Widen(Vector256<short> a, Vector256<short> b, int* sums, bool add)
    {
        Vector256<int> first = Avx2.MultiplyAddAdjacent(a, Vector256<short>.One);
        Vector256<int> second = Avx2.MultiplyAddAdjacent(b, Vector256<short>.One);
        if (add)
        {
            first += Vector256.Load(sums);
            second += Vector256.Load(sums + Vector256<int>.Count);
        }

        Vector256.Store(first, sums);
        Vector256.Store(second, sums + Vector256<int>.Count);
    }
}
