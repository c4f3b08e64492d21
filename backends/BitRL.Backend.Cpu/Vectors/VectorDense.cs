using System.Numerics;
using System.Runtime.CompilerServices;
using BitRL.Backend.Cpu.Panels;

namespace BitRL.Backend.Cpu.Vectors;

/// <summary>Dense products in the vector width of the machine, on every processor that has vectors: tiles of two vectors by four rows.</summary>
internal sealed unsafe class VectorDense : PanelDense
{
    /// <inheritdoc/>
    protected override int PanelOutputs => 2 * Vector<float>.Count;

    /// <inheritdoc/>
    protected override int TileRows => 4;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void MultiplyTile(float* panel, float* x, int inputs, int rows, float* results)
    {
        Vector<float> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        float* x1 = x + (rows > 1 ? inputs : 0);
        float* x2 = x1 + (rows > 2 ? inputs : 0);
        float* x3 = x2 + (rows > 3 ? inputs : 0);
        for (int k = 0; k < inputs; k++, panel += 2 * Vector<float>.Count)
        {
            Vector<float> v = Vector.Load(panel);
            Vector<float> w = Vector.Load(panel + Vector<float>.Count);
            (a0, b0) = Add(x[k], v, w, a0, b0);
            (a1, b1) = Add(x1[k], v, w, a1, b1);
            (a2, b2) = Add(x2[k], v, w, a2, b2);
            (a3, b3) = Add(x3[k], v, w, a3, b3);
        }

        Store(a0, b0, results);
        Store(a1, b1, results + (2 * Vector<float>.Count));
        Store(a2, b2, results + (4 * Vector<float>.Count));
        Store(a3, b3, results + (6 * Vector<float>.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector<float> A, Vector<float> B) Add(float x, Vector<float> v, Vector<float> w, Vector<float> a, Vector<float> b)
    {
        Vector<float> q = new(x);
        return (Vector.FusedMultiplyAdd(v, q, a), Vector.FusedMultiplyAdd(w, q, b));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector<float> a, Vector<float> b, float* results)
    {
        Vector.Store(a, results);
        Vector.Store(b, results + Vector<float>.Count);
    }
}
