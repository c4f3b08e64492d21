using BitRL.Backend.Cpu.Lanes;
using BitRL.Backend.Cpu.Memory;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.Cpu.Table;

/// <summary>
/// Chooses between tables and multiplication, tile of tokens by tile: tables cost the same for few tokens as for many, and a fixed amount for each
/// input, whatever the number of outputs. Both give the same bits, so the choice is free.
/// </summary>
/// <param name="multiplication">For what tables do not pay for.</param>
/// <param name="table">Over the same layout of weights.</param>
/// <param name="costs">What the two cost on this kind of processor; null to use tables always.</param>
internal sealed class TableTernary(LaneTernary multiplication, ITableProduct table, TableCosts? costs) : ITernaryKernel
{
    /// <inheritdoc/>
    public int OutputGranularity => multiplication.OutputGranularity;

    /// <inheritdoc/>
    public AlignedBuffer? Pack(TernaryWeights weights) => multiplication.Pack(weights);

    /// <inheritdoc/>
    public void Multiply(in TernaryProduct product, Scratch scratch)
    {
        int outputs = product.EndOutput - product.FirstOutput;
        int row = 0;
        for (; row < product.Rows; row += table.Tokens)
        {
            int tokens = Math.Min(table.Tokens, product.Rows - row);
            if (costs is { } known && !known.TablesPay(tokens, outputs))
            {
                break; // the tiles that follow are not larger
            }

            table.Multiply(product, row, tokens, scratch);
        }

        if (row < product.Rows)
        {
            multiplication.Multiply(product, row, product.Rows, scratch);
        }
    }
}
