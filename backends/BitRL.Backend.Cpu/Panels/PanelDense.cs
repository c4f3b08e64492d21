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
        int outputs = product.Matrix.Outputs;
        for (int n = product.FirstOutput; n < product.EndOutput; n += PanelOutputs)
        {
            float* panel = product.Matrix.Values + ((long)n * inputs);
            int count = Math.Min(PanelOutputs, product.EndOutput - n);
            for (int row = 0; row < product.Rows; row += TileRows)
            {
                PanelOutput output = new(product.Output + ((long)row * outputs) + n, outputs, count, product.Accumulate);
                MultiplyTile(panel, product.Input + ((long)row * inputs), inputs, Math.Min(TileRows, product.Rows - row), output);
            }
        }
    }

    /// <summary>One panel by some rows.</summary>
    /// <param name="panel">[inputs, PanelOutputs].</param>
    /// <param name="x">[rows, inputs].</param>
    /// <param name="inputs">How many.</param>
    /// <param name="rows">1 … TileRows; no other row may be read.</param>
    /// <param name="output">Where the results go.</param>
    protected abstract void MultiplyTile(float* panel, float* x, int inputs, int rows, in PanelOutput output);
}
