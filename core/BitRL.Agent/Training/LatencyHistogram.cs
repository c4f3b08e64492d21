using System.Numerics;

namespace BitRL.Agent.Training;

/// <summary>
/// Durations in buckets that are 1/32 of their octave wide, so that a percentile is within 3.2% of the truth. Fixed size; adding allocates
/// nothing. Not thread-safe.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int SubBucketBits = 5;
    private const int SubBuckets = 1 << SubBucketBits;

    // Up to 2⁴¹ ns, over half an hour; longer ones count as that.
    private const int Octaves = 37;

    private readonly long[] _counts = new long[SubBuckets * Octaves];

    /// <summary>Durations added.</summary>
    public long Count { get; private set; }

    /// <summary>Adds one duration in nanoseconds; negative ones count as 0.</summary>
    public void Add(long nanoseconds)
    {
        _counts[Math.Min(Bucket((ulong)Math.Max(0, nanoseconds)), _counts.Length - 1)]++;
        Count++;
    }

    /// <summary>The duration in milliseconds below which a share of all lies; 0 where none was added.</summary>
    /// <param name="share">From 0 to 1.</param>
    public double Percentile(double share)
    {
        long rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        long seen = 0;
        for (int i = 0; i < _counts.Length; i++)
        {
            seen += _counts[i];
            if (seen >= rank)
            {
                return Math.Round(Middle(i)) / 1e6;
            }
        }

        return 0;
    }

    /// <summary>Writes the buckets that are not empty.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(_counts.Count(c => c != 0));
        for (int i = 0; i < _counts.Length; i++)
        {
            if (_counts[i] != 0)
            {
                writer.Write(i);
                writer.Write(_counts[i]);
            }
        }
    }

    /// <summary>Replaces the content by what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is not that.</exception>
    public void Load(BinaryReader reader)
    {
        Array.Clear(_counts);
        Count = 0;
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            int bucket = reader.ReadInt32();
            if ((uint)bucket >= (uint)_counts.Length)
            {
                throw new InvalidDataException($"latency bucket {bucket} of {_counts.Length}: the checkpoint is damaged");
            }

            Count += _counts[bucket] = reader.ReadInt64();
        }
    }

    private static int Bucket(ulong value)
    {
        if (value < SubBuckets)
        {
            return (int)value;
        }

        int shift = BitOperations.Log2(value) - SubBucketBits;
        return ((shift + 1) << SubBucketBits) + (int)(value >> shift) - SubBuckets;
    }

    private static double Middle(int bucket)
    {
        if (bucket < SubBuckets)
        {
            return bucket;
        }

        int shift = (bucket >> SubBucketBits) - 1;
        return ((bucket & (SubBuckets - 1)) + SubBuckets + 0.5) * Math.ScaleB(1, shift);
    }
}
