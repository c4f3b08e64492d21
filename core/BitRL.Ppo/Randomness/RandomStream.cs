using System.Numerics;

namespace BitRL.Ppo.Randomness;

/// <summary>
/// A seeded generator whose whole state is four words, so that it can be saved and resumed (<see cref="Random"/> cannot). xoshiro256**: period
/// 2²⁵⁶ − 1, seeded through SplitMix64 so that neighbouring seeds share nothing. Not thread-safe.
/// </summary>
internal sealed class RandomStream
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <param name="seed">Of the whole trainer.</param>
    /// <param name="purpose">Which of its streams.</param>
    public RandomStream(ulong seed, StreamPurpose purpose)
    {
        ulong x = seed;
        x = Mix(ref x) ^ ((ulong)purpose * 0xD1342543DE82EF95UL);
        _s0 = Mix(ref x);
        _s1 = Mix(ref x);
        _s2 = Mix(ref x);
        _s3 = Mix(ref x);
    }

    public (ulong S0, ulong S1, ulong S2, ulong S3) State
    {
        get => (_s0, _s1, _s2, _s3);
        set
        {
            if ((value.S0 | value.S1 | value.S2 | value.S3) == 0)
            {
                throw new InvalidDataException("a random generator cannot have the all-zero state");
            }

            (_s0, _s1, _s2, _s3) = value;
        }
    }

    public ulong NextUInt64()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1), 53 bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [0, bound), without bias.</summary>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        ulong limit = ulong.MaxValue - (ulong.MaxValue % (ulong)bound);
        ulong draw = NextUInt64();
        while (draw >= limit)
        {
            draw = NextUInt64();
        }

        return (int)(draw % (ulong)bound);
    }

    /// <summary>Standard normal, by Box and Muller; the second of each pair is dropped, so that nothing is left over between calls.</summary>
    public double NextNormal()
    {
        double radius = Math.Sqrt(-2.0 * Math.Log(1.0 - NextDouble()));
        return radius * Math.Cos(2.0 * Math.PI * NextDouble());
    }

    /// <summary>Puts items into a uniformly random order.</summary>
    public void Shuffle(Span<int> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static ulong Mix(ref ulong x)
    {
        x += 0x9E3779B97F4A7C15UL;
        ulong z = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
