namespace BitRL.Cli.Benchmarks.Rooflines;

/// <summary>
/// The ternary layers of a backbone, which are nearly all of its work. Floors leave out attention, norms and the embedding: they can only add to them.
/// </summary>
/// <param name="Name">Which model.</param>
/// <param name="Weights">Ternary weights = multiply-adds a token.</param>
/// <param name="Blocks">Blocks of equal size.</param>
internal sealed record RooflineBody(string Name, long Weights, int Blocks)
{
    private const double BytesPerWeight = 0.25;

    /// <summary>Bytes of the weights, which are read once for all tokens of a pass.</summary>
    public double Bytes => Weights * BytesPerWeight;

    /// <summary>Milliseconds that a pass takes at least: its multiplications, or its weights through the bus, whichever is longer.</summary>
    /// <param name="tokens">New tokens; those of a cached prefix cost nothing here.</param>
    /// <param name="blocks">Blocks that are run.</param>
    /// <param name="products">Multiply-adds a second, 10⁹.</param>
    /// <param name="memory">Bytes a second, 10⁹.</param>
    public double Milliseconds(int tokens, int blocks, double products, double memory)
    {
        double share = (double)blocks / Blocks;
        return Math.Max(Weights * share * tokens / products, Bytes * share / memory) / 1e6;
    }

    /// <summary>The most new tokens that a period has time for, with all blocks; 0 where not even one pass over the weights fits.</summary>
    public int TokensWithin(double milliseconds, double products, double memory) =>
        Bytes / memory / 1e6 > milliseconds ? 0 : (int)Math.Floor(milliseconds * 1e6 * products / Weights);

    /// <summary>The most blocks that a period has time for.</summary>
    public int BlocksWithin(double milliseconds, int tokens, double products, double memory) =>
        Math.Min(Blocks, (int)Math.Floor(Blocks * milliseconds / Milliseconds(tokens, Blocks, products, memory)));
}
