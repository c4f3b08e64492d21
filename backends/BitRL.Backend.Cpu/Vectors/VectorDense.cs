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
    protected override void MultiplyTile(float* panel, float* x, int inputs, int rows, in PanelOutput output)
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

        // Where there are fewer rows, the last was computed more than once: it is written last, and once.
        Store(a0, b0, 0, rows, output);
        Store(a1, b1, 1, rows, output);
        Store(a2, b2, 2, rows, output);
        Store(a3, b3, 3, rows, output);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector<float> A, Vector<float> B) Add(float x, Vector<float> v, Vector<float> w, Vector<float> a, Vector<float> b)
    {
        Vector<float> q = new(x);
        return (Vector.FusedMultiplyAdd(v, q, a), Vector.FusedMultiplyAdd(w, q, b));
    }

    private static void Store(Vector<float> a, Vector<float> b, int row, int rows, in PanelOutput output)
    {
        if (row >= rows)
        {
            return;
        }

        if (output.Count < 2 * Vector<float>.Count)
        {
            float* panel = stackalloc float[2 * Vector<float>.Count];
            Vector.Store(a, panel);
            Vector.Store(b, panel + Vector<float>.Count);
            output.StorePart(row, panel);
            return;
        }

        float* target = output.Row(row);
        Vector.Store(output.Accumulate ? Vector.Load(target) + a : a, target);
        target += Vector<float>.Count;
        Vector.Store(output.Accumulate ? Vector.Load(target) + b : b, target);
    }
}
