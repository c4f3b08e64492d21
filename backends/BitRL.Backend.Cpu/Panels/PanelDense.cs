using System.Numerics;
using BitRL.Backend.Cpu.Memory;

namespace BitRL.Backend.Cpu.Panels;

/// <summary>
/// Dense products that keep outputs in vector lanes: a panel holds two vectors of outputs for each input, a tile is one panel by some rows, held in
/// registers over all inputs. Every output is summed from the first input to the last with fused multiply-adds, whatever the tile.
/// </summary>
internal abstract unsafe class PanelDense : IDenseKernel
{
    /// <inheritdoc/>
    public int OutputGranularity => PanelOutputs;

    /// <summary>Outputs of a panel: two vectors.</summary>
    protected abstract int PanelOutputs { get; }

    /// <summary>Rows of a full tile.</summary>
    protected abstract int TileRows { get; }

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
        float* results = stackalloc float[TileRows * PanelOutputs];
        for (int n = product.FirstOutput; n < product.EndOutput; n += PanelOutputs)
        {
            float* panel = product.Matrix.Values + ((long)n * inputs);
            for (int row = 0; row < product.Rows; row += TileRows)
            {
                int rows = Math.Min(TileRows, product.Rows - row);
                MultiplyTile(panel, product.Input + ((long)row * inputs), inputs, rows, results);
                Store(product, n, row, rows, results);
            }
        }
    }

    /// <summary>One panel by some rows. Calls nothing: registers that live across a call are spilled wherever they change.</summary>
    /// <param name="panel">[inputs, PanelOutputs].</param>
    /// <param name="x">[rows, inputs].</param>
    /// <param name="inputs">How many.</param>
    /// <param name="rows">1 … TileRows; no other row may be read.</param>
    /// <param name="results">[TileRows, PanelOutputs]; only the first rows have to be right.</param>
    protected abstract void MultiplyTile(float* panel, float* x, int inputs, int rows, float* results);

    private void Store(in DenseProduct product, int n, int row, int rows, float* results)
    {
        int count = Math.Min(PanelOutputs, product.EndOutput - n);
        for (int t = 0; t < rows; t++, results += PanelOutputs)
        {
            float* output = product.Output + ((long)(row + t) * product.Matrix.Outputs) + n;
            int i = 0;
            for (; i <= count - Vector<float>.Count; i += Vector<float>.Count)
            {
                Vector<float> result = Vector.Load(results + i);
                Vector.Store(product.Accumulate ? Vector.Load(output + i) + result : result, output + i);
            }

            for (; i < count; i++)
            {
                output[i] = product.Accumulate ? output[i] + results[i] : results[i];
            }
        }
    }
}
