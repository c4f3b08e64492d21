using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using BitRL.Backend.Cpu.Lanes;

namespace BitRL.Backend.Cpu.Arm;

/// <summary>Tiles of 8 outputs × 4 tokens with <c>sdot</c>, for ARMv8.2 and later (a Raspberry Pi 5, every phone): 32-bit sums, nothing to widen.</summary>
internal sealed unsafe class DotProductTernary : LaneTernary
{
    public static bool IsSupported => Dp.IsSupported;

    /// <inheritdoc/>
    protected override int Lanes => Vector128<int>.Count;

    /// <inheritdoc/>
    protected override int TileTokens => 4;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void MultiplyTile(byte* first, byte* second, sbyte* values, nint stride, int steps, int tokens, int* sums)
    {
        Vector128<int> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        Vector128<byte> mask = Vector128.Create((byte)3);
        sbyte* x = values;
        for (; steps > 0; steps--, first += Vector128<byte>.Count, second += Vector128<byte>.Count)
        {
            Vector128<byte> p = Vector128.Load(first);
            Vector128<byte> r = Vector128.Load(second);
            for (int s = 0; s < 4; s++, x += 4)
            {
                Vector128<sbyte> v = (p & mask).AsSByte();
                Vector128<sbyte> w = (r & mask).AsSByte();
                p >>= 2;
                r >>= 2;
                (a0, b0) = (Add(a0, v, x), Add(b0, w, x));
                (a1, b1) = (Add(a1, v, x + stride), Add(b1, w, x + stride));
                (a2, b2) = (Add(a2, v, x + (2 * stride)), Add(b2, w, x + (2 * stride)));
                (a3, b3) = (Add(a3, v, x + (3 * stride)), Add(b3, w, x + (3 * stride)));
            }
        }

        Store(a0, b0, sums);
        Store(a1, b1, sums + 8);
        Store(a2, b2, sums + 16);
        Store(a3, b3, sums + 24);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Add(Vector128<int> sum, Vector128<sbyte> codes, sbyte* x) => Dp.DotProduct(sum, codes, Vector128.Create(*(int*)x).AsSByte());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<int> a, Vector128<int> b, int* sums)
    {
        Vector128.Store(a, sums);
        Vector128.Store(b, sums + Vector128<int>.Count);
    }
}
