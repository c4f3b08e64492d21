using BitRL.Backend.Cpu.Memory;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.Cpu.Lanes;

/// <summary>
/// Ternary products that keep output rows in vector lanes: a tile is two blocks of rows by some tokens, held in registers over all inputs.
/// What a processor adds is the tile; the walk over tiles and the end of each are here.
/// </summary>
internal abstract unsafe class LaneTernary : ITernaryKernel
{
    /// <inheritdoc/>
    public int OutputGranularity => TileOutputs;

    /// <summary>Rows a block: 32-bit lanes of the vectors.</summary>
    protected abstract int Lanes { get; }

    /// <summary>Tokens a full tile has.</summary>
    protected abstract int TileTokens { get; }

    private int TileOutputs => 2 * Lanes;

    /// <inheritdoc/>
    public AlignedBuffer? Pack(TernaryWeights weights) => LaneLayout.Pack(weights, Lanes);

    /// <inheritdoc/>
    public void Multiply(in TernaryProduct product, Scratch scratch) => Multiply(product, 0, product.Rows, scratch);

    /// <summary>The product for rows [firstRow, endRow) alone.</summary>
    public void Multiply(in TernaryProduct product, int firstRow, int endRow, Scratch scratch)
    {
        CpuTernaryMatrix matrix = product.Matrix;
        long blockBytes = LaneLayout.BlockBytes(matrix.Inputs, Lanes);
        int* sums = (int*)scratch.Rent((long)TileTokens * TileOutputs * sizeof(int));
        for (int n = product.FirstOutput; n < product.EndOutput; n += TileOutputs)
        {
            byte* codes = matrix.Codes + (n / Lanes * blockBytes);
            for (int row = firstRow; row < endRow; row += TileTokens)
            {
                int tokens = Math.Min(TileTokens, endRow - row);
                sbyte* values = product.Input.Values + ((long)row * product.Input.Stride);
                MultiplyTile(codes, codes + blockBytes, values, product.Input.Stride, matrix.Inputs / LaneLayout.StepInputs, tokens, sums);
                Finish(product, n, row, tokens, sums);
            }
        }
    }

    /// <summary>Σ c·q of two blocks of rows and some tokens.</summary>
    /// <param name="first">Codes of the first block.</param>
    /// <param name="second">Codes of the second block.</param>
    /// <param name="values">Activations of the first token; rows up to a full tile may be read.</param>
    /// <param name="stride">From one token to the next.</param>
    /// <param name="steps">Inputs / 16.</param>
    /// <param name="tokens">1 … TileTokens.</param>
    /// <param name="sums">[TileTokens, 2·Lanes]; only the first rows have to be written.</param>
    protected abstract void MultiplyTile(byte* first, byte* second, sbyte* values, nint stride, int steps, int tokens, int* sums);

    /// <summary>Turns the sums of a tile into floats.</summary>
    protected virtual void Finish(in TernaryProduct product, int n, int row, int tokens, int* sums)
    {
        int outputs = product.Matrix.Outputs;
        int count = Math.Min(TileOutputs, product.EndOutput - n);
        for (int t = 0; t < tokens; t++, sums += TileOutputs)
        {
            int index = row + t;
            float unit = product.Input.Steps[index] * product.Matrix.Scale;
            SumsToFloats.Store(sums, product.Input.Sums[index], unit, count, product.Output + ((long)index * outputs) + n, product.Accumulate);
        }
    }
}
