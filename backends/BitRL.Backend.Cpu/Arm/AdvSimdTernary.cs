using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using BitRL.Backend.Cpu.Lanes;

namespace BitRL.Backend.Cpu.Arm;

/// <summary>
/// Tiles of 8 outputs × 4 tokens with <c>smlal</c> and <c>smlal2</c>, which every 64-bit ARM has (a Raspberry Pi 4 has nothing better), in 16-bit
/// sums that are widened before they can overflow.
/// </summary>
internal sealed unsafe class AdvSimdTernary : LaneTernary
{
    // A product is at most 2·127 = 254, and 128 of them fit into 15 bits. A vector of codes gives 4.
    private const int StepsBeforeWidening = 128 / 4;

    public static bool IsSupported => AdvSimd.Arm64.IsSupported;

    /// <inheritdoc/>
    protected override int Lanes => Vector128<int>.Count;

    /// <inheritdoc/>
    protected override int TileTokens => 4;

    /// <inheritdoc/>
    protected override void MultiplyTile(byte* first, byte* second, sbyte* values, nint stride, int steps, int tokens, int* sums)
    {
        for (int t = 0; t < tokens; t += 2, values += 2 * stride, sums += 4 * Lanes)
        {
            for (int done = 0; done < steps; done += StepsBeforeWidening)
            {
                int count = Math.Min(StepsBeforeWidening, steps - done);
                long offset = (long)done * Vector128<byte>.Count;
                Two(first + offset, second + offset, values + (done * LaneLayout.StepInputs), stride, count, sums, done > 0);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Two(byte* first, byte* second, sbyte* x, nint stride, int steps, int* sums, bool add)
    {
        Vector128<short> a0 = default, a1 = default, b0 = default, b1 = default; // token 0: block 1 low and high, block 2 low and high
        Vector128<short> c0 = default, c1 = default, d0 = default, d1 = default; // token 1
        Vector128<byte> mask = Vector128.Create((byte)3);
        for (; steps > 0; steps--, first += Vector128<byte>.Count, second += Vector128<byte>.Count)
        {
            Vector128<byte> p = Vector128.Load(first);
            Vector128<byte> r = Vector128.Load(second);
            for (int s = 0; s < 4; s++, x += 4)
            {
                Vector128<sbyte> v = (p & mask).AsSByte();
                Vector128<sbyte> w = (r & mask).AsSByte();
                Vector128<sbyte> q = Vector128.Create(*(int*)x).AsSByte();
                Vector128<sbyte> u = Vector128.Create(*(int*)(x + stride)).AsSByte();
                p >>= 2;
                r >>= 2;
                a0 = AdvSimd.MultiplyWideningLowerAndAdd(a0, v.GetLower(), q.GetLower());
                a1 = AdvSimd.MultiplyWideningUpperAndAdd(a1, v, q);
                b0 = AdvSimd.MultiplyWideningLowerAndAdd(b0, w.GetLower(), q.GetLower());
                b1 = AdvSimd.MultiplyWideningUpperAndAdd(b1, w, q);
                c0 = AdvSimd.MultiplyWideningLowerAndAdd(c0, v.GetLower(), u.GetLower());
                c1 = AdvSimd.MultiplyWideningUpperAndAdd(c1, v, u);
                d0 = AdvSimd.MultiplyWideningLowerAndAdd(d0, w.GetLower(), u.GetLower());
                d1 = AdvSimd.MultiplyWideningUpperAndAdd(d1, w, u);
            }
        }

        Widen(a0, a1, sums, add);
        Widen(b0, b1, sums + 4, add);
        Widen(c0, c1, sums + 8, add);
        Widen(d0, d1, sums + 12, add);
    }

    /// <summary>The four 16-bit sums of each row become one of 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Widen(Vector128<short> low, Vector128<short> high, int* sums, bool add)
    {
        Vector128<int> rows = AdvSimd.Arm64.AddPairwise(AdvSimd.AddPairwiseWidening(low), AdvSimd.AddPairwiseWidening(high));
        Vector128.Store(add ? rows + Vector128.Load(sums) : rows, sums);
    }
}
