namespace BitRL.Agent.Seeding;

/// <summary>
/// A node of the tree from which all randomness of a run is drawn: run → purpose → environment copy → episode. Nodes with different paths give
/// unrelated values, so adding an evaluation or a copy changes no other draw. Mixes with the finaliser of SplitMix64.
/// </summary>
public readonly record struct SeedTree
{
    // Odd, with well spread bits: the increment of SplitMix64 (2⁶⁴ over the golden ratio), so that children 0, 1, 2… are a Weyl sequence.
    private const ulong Increment = 0x9E3779B97F4A7C15;

    private SeedTree(ulong value) => Value = value;

    /// <summary>The seed at this node.</summary>
    public ulong Value { get; }

    /// <summary>The root of a run.</summary>
    public static SeedTree Root(ulong seed) => new(Mix(seed + Increment));

    /// <summary>The branch for a purpose.</summary>
    public SeedTree Child(SeedBranch branch) => Child((ulong)branch);

    /// <summary>The child with a number.</summary>
    public SeedTree Child(ulong index) => new(Mix(Value ^ Mix((index + 1) * Increment)));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
