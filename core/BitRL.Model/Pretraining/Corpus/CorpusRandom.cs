namespace BitRL.Model.Pretraining.Corpus;

/// <summary>SplitMix64: the corpus must be the same for ever for a seed and a step, whatever the runtime's own generators become.</summary>
internal struct CorpusRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A generator for one branch of a seed tree.</summary>
    public static CorpusRandom Branch(ulong seed, ulong branch)
    {
        var root = new CorpusRandom(seed);
        return new CorpusRandom(root.NextUInt64() ^ Mix(branch + 0x9E3779B97F4A7C15));
    }

    public ulong NextUInt64() => Mix(_state += 0x9E3779B97F4A7C15);

    /// <summary>Uniform in [0, 1).</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [minimum, maximum).</summary>
    public double Uniform(double minimum, double maximum) => minimum + ((maximum - minimum) * NextDouble());

    /// <summary>Uniform in 0 … count − 1.</summary>
    public int Below(int count) => (int)(NextDouble() * count);

    /// <summary>Uniform in minimum … maximum, both included.</summary>
    public int Between(int minimum, int maximum) => minimum + Below(maximum - minimum + 1);

    public bool Chance(double probability) => NextDouble() < probability;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>Standard normal, by Box and Muller.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    internal static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
