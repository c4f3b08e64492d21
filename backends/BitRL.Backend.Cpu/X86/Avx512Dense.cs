using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using BitRL.Backend.Cpu.Panels;

namespace BitRL.Backend.Cpu.X86;

/// <summary>Dense products on 512 bits: tiles of 32 outputs by eight rows.</summary>
internal sealed unsafe class Avx512Dense : PanelDense
{
    /// <inheritdoc/>
    protected override int PanelOutputs => 2 * Vector512<float>.Count;

    /// <inheritdoc/>
    protected override int TileRows => 8;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void MultiplyTile(float* panel, float* x, int inputs, int rows, float* results)
    {
        Vector512<float> a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default, a6 = default, a7 = default;
        Vector512<float> b0 = default, b1 = default, b2 = default, b3 = default, b4 = default, b5 = default, b6 = default, b7 = default;
        nint stride = inputs;
        float* x4 = x + (Math.Min(4, rows - 1) * stride);
        nint s1 = rows > 1 ? stride : 0, s2 = rows > 2 ? 2 * stride : s1, s3 = rows > 3 ? 3 * stride : s2;
        nint s5 = rows > 5 ? stride : 0, s6 = rows > 6 ? 2 * stride : s5, s7 = rows > 7 ? 3 * stride : s6;
        for (int k = 0; k < inputs; k++, x++, x4++, panel += 2 * Vector512<float>.Count)
        {
            Vector512<float> v = Vector512.Load(panel);
            Vector512<float> w = Vector512.Load(panel + Vector512<float>.Count);
            (a0, b0) = Add(x[0], v, w, a0, b0);
            (a1, b1) = Add(x[s1], v, w, a1, b1);
            (a2, b2) = Add(x[s2], v, w, a2, b2);
            (a3, b3) = Add(x[s3], v, w, a3, b3);
            (a4, b4) = Add(x4[0], v, w, a4, b4);
            (a5, b5) = Add(x4[s5], v, w, a5, b5);
            (a6, b6) = Add(x4[s6], v, w, a6, b6);
            (a7, b7) = Add(x4[s7], v, w, a7, b7);
        }

        Store(a0, b0, results);
        Store(a1, b1, results + 32);
        Store(a2, b2, results + 64);
        Store(a3, b3, results + 96);
        Store(a4, b4, results + 128);
        Store(a5, b5, results + 160);
        Store(a6, b6, results + 192);
        Store(a7, b7, results + 224);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> A, Vector512<float> B) Add(float x, Vector512<float> v, Vector512<float> w, Vector512<float> a, Vector512<float> b)
    {
        Vector512<float> q = Vector512.Create(x);
        return (Vector512.FusedMultiplyAdd(v, q, a), Vector512.FusedMultiplyAdd(w, q, b));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<float> a, Vector512<float> b, float* results)
    {
        Vector512.Store(a, results);
        Vector512.Store(b, results + Vector512<float>.Count);
    }
}
