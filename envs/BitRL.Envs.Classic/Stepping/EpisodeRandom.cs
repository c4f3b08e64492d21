namespace BitRL.Envs.Classic;

/// <summary>
/// The randomness of one episode: SplitMix64, whose 64-bit state is the seed itself, so that neighbouring seeds give unrelated episodes and a
/// copy costs eight bytes. A mutable struct: pass a copy to fork, assign back to continue.
/// </summary>
internal struct EpisodeRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Uniform in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public double Uniform(double low, double high)
    {
        double unit = (Next() >> 11) * (1.0 / (1UL << 53));
        double value = low + ((high - low) * unit);

        // Rounding may reach the open end although the unit draw cannot.
        return value < high ? value : Math.BitDecrement(high);
    }

    /// <summary>Uniform in 0..<paramref name="count"/> − 1. The bias of at most count / 2⁶⁴ is far below what an episode could show.</summary>
    public int Index(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
