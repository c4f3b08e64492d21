using BitRL.Backend.Cpu.Memory;

namespace BitRL.Backend.Cpu.Table;

/// <summary>Measured costs, in clock cycles for each 32 inputs (from perf/results; only their proportions matter).</summary>
/// <param name="Build">Filling the tables.</param>
/// <param name="Lookup">Table additions for one output and all tokens of a tile.</param>
/// <param name="Multiply">Multiplications for one output and one token, in full tiles.</param>
/// <param name="TileTokens">Tokens that multiplication does together; fewer cost the same.</param>
internal readonly record struct TableCosts(double Build, double Lookup, double Multiply, int TileTokens)
{
    /// <summary>Whether tables are faster for so many tokens and outputs.</summary>
    public bool TablesPay(int tokens, int outputs) =>
        Build + (Lookup * outputs) < Multiply * outputs * Round.Up(tokens, TileTokens);
}
