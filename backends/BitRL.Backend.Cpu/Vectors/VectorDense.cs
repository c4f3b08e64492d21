using System.Numerics;
using System.Runtime.CompilerServices;
using BitRL.Backend.Cpu.Memory;

namespace BitRL.Backend.Cpu.Vectors;

/// <summary>
/// Dense products with outputs in vector lanes: a panel holds two vectors of outputs for each input, a tile is one panel by four rows. Every
/// output is summed from the first input to the last with fused multiply-adds, whatever the tile.
/// </summary>
internal sealed unsafe class VectorDense : IDenseKernel
{
    private static int PanelOutputs => 2 * Vector<float>.Count;

    /// <inheritdoc/>
    public int OutputGranularity => PanelOutputs;

    /// <inheritdoc/>
    public AlignedBuffer Pack(ReadOnlySpan<float> values, int outputs, int inputs)
    {
        AlignedBuffer buffer = new(Round.Up(outputs, PanelOutputs) * inputs * sizeof(float));
        float* packed = (float*)buffer.Pointer;
        for (int n = 0; n < outputs; n++)
        {
            float* panel = packed + ((long)(n / PanelOutputs) * PanelOutputs * inputs) + (n % PanelOutputs);
            ReadOnlySpan<float> row = values.Slice((int)((long)n * inputs), inputs);
            for (int k = 0; k < inputs; k++)
            {
                panel[(long)k * PanelOutputs] = row[k];
            }
        }

        return buffer;
    }

    /// <inheritdoc/>
    public void Multiply(in DenseProduct product)
    {
        int inputs = product.Matrix.Inputs;
        int outputs = product.Matrix.Outputs;
        for (int n = product.FirstOutput; n < product.EndOutput; n += PanelOutputs)
        {
            float* panel = product.Matrix.Values + ((long)n * inputs);
            int count = Math.Min(PanelOutputs, product.EndOutput - n);
            int row = 0;
            for (; row <= product.Rows - 4; row += 4)
            {
                Four(panel, product.Input + ((long)row * inputs), inputs, product.Output + ((long)row * outputs) + n, outputs, count, product.Accumulate);
            }

            for (; row < product.Rows; row++)
            {
                One(panel, product.Input + ((long)row * inputs), inputs, product.Output + ((long)row * outputs) + n, count, product.Accumulate);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four(float* panel, float* x, int inputs, float* output, int outputs, int count, bool accumulate)
    {
        Vector<float> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        float* x1 = x + inputs;
        float* x2 = x1 + inputs;
        float* x3 = x2 + inputs;
        for (int k = 0; k < inputs; k++, panel += 2 * Vector<float>.Count)
        {
            Vector<float> v = Vector.Load(panel);
            Vector<float> w = Vector.Load(panel + Vector<float>.Count);
            Vector<float> q0 = new(x[k]);
            Vector<float> q1 = new(x1[k]);
            Vector<float> q2 = new(x2[k]);
            Vector<float> q3 = new(x3[k]);
            a0 = Vector.FusedMultiplyAdd(v, q0, a0);
            b0 = Vector.FusedMultiplyAdd(w, q0, b0);
            a1 = Vector.FusedMultiplyAdd(v, q1, a1);
            b1 = Vector.FusedMultiplyAdd(w, q1, b1);
            a2 = Vector.FusedMultiplyAdd(v, q2, a2);
            b2 = Vector.FusedMultiplyAdd(w, q2, b2);
            a3 = Vector.FusedMultiplyAdd(v, q3, a3);
            b3 = Vector.FusedMultiplyAdd(w, q3, b3);
        }

        Store(a0, b0, output, count, accumulate);
        Store(a1, b1, output + outputs, count, accumulate);
        Store(a2, b2, output + (2L * outputs), count, accumulate);
        Store(a3, b3, output + (3L * outputs), count, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One(float* panel, float* x, int inputs, float* output, int count, bool accumulate)
    {
        Vector<float> a = default, b = default;
        for (int k = 0; k < inputs; k++, panel += 2 * Vector<float>.Count)
        {
            Vector<float> q = new(x[k]);
            a = Vector.FusedMultiplyAdd(Vector.Load(panel), q, a);
            b = Vector.FusedMultiplyAdd(Vector.Load(panel + Vector<float>.Count), q, b);
        }

        Store(a, b, output, count, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector<float> a, Vector<float> b, float* output, int count, bool accumulate)
    {
        if (count == 2 * Vector<float>.Count)
        {
            Vector.Store(accumulate ? Vector.Load(output) + a : a, output);
            output += Vector<float>.Count;
            Vector.Store(accumulate ? Vector.Load(output) + b : b, output);
            return;
        }

        for (int i = 0; i < count; i++)
        {
            float result = i < Vector<float>.Count ? a[i] : b[i - Vector<float>.Count];
            output[i] = accumulate ? output[i] + result : result;
        }
    }
}
