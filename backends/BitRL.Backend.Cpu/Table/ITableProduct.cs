using BitRL.Backend.Cpu.Memory;

namespace BitRL.Backend.Cpu.Table;

/// <summary>The table method in one vector width.</summary>
internal interface ITableProduct
{
    /// <summary>Tokens it does together; the work is the same for fewer.</summary>
    int Tokens { get; }

    /// <summary>Computes the product for up to <see cref="Tokens"/> tokens.</summary>
    /// <param name="product">The share of the outputs.</param>
    /// <param name="firstRow">First token, a multiple of <see cref="Tokens"/>.</param>
    /// <param name="tokens">How many results to write.</param>
    /// <param name="scratch">Working memory.</param>
    void Multiply(in TernaryProduct product, int firstRow, int tokens, Scratch scratch);
}
