namespace BitRL.Envs.MuJoCo;

/// <summary>The randomness of one episode: SplitMix64, whose 64-bit state is the seed itself, so that neighbouring seeds give unrelated episodes.</summary>
internal struct EpisodeRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Uniform in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public double Uniform(double low, double high)
    {
        double value = low + ((high - low) * Unit());

        // Rounding may reach the open end although the unit draw cannot.
        return value < high ? value : Math.BitDecrement(high);
    }

    /// <summary>Standard normal, by Box and Muller; two uniform draws each.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Unit())) * Math.Cos(2 * Math.PI * Unit());

    private double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
