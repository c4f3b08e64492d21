namespace BitRL.Envs.TextWorld;

/// <summary>
/// The randomness of one episode: SplitMix64, whose 64-bit state is the seed itself, so that neighbouring seeds give unrelated episodes and a
/// copy costs eight bytes. A mutable struct: pass a copy to fork, assign back to continue.
/// </summary>
internal struct GameRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Uniform in 0..<paramref name="count"/> − 1. The bias of at most count / 2⁶⁴ is far below what an episode could show.</summary>
    public int Index(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);

    /// <summary>True with probability one half.</summary>
    public bool Flip() => Next() >> 63 != 0;

    /// <summary>Standard normal, by the polar method.</summary>
    public double Normal()
    {
        while (true)
        {
            double x = Unit();
            double y = Unit();
            double square = (x * x) + (y * y);
            if (square is > 0 and < 1)
            {
                return x * Math.Sqrt(-2 * Math.Log(square) / square);
            }
        }
    }

    /// <summary>One of some values.</summary>
    public T Pick<T>(ReadOnlySpan<T> values) => values[Index(values.Length)];

    /// <summary>Puts values into a random order.</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int other = Index(i + 1);
            (values[i], values[other]) = (values[other], values[i]);
        }
    }

    // in (−1, 1)
    private double Unit() => (((Next() >> 11) + 0.5) * (2.0 / (1UL << 53))) - 1;

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
