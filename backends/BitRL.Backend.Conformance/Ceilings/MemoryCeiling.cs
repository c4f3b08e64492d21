using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;

namespace BitRL.Backend.Conformance.Ceilings;

/// <summary>The other speed of light: how fast threads can read memory that no cache holds. A model that is larger than the caches is read once for each pass.</summary>
public static class MemoryCeiling
{
    private const int Bytes = 256 << 20;
    private const int Repetitions = 6;

    /// <summary>Reads 256 MiB, once to make it resident and six times for the best of them; takes some 0.2 s.</summary>
    /// <param name="threads">Readers at the same time, at least 1.</param>
    /// <returns>10⁹ bytes a second, all threads together.</returns>
    public static double Measure(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        byte[] memory = GC.AllocateUninitializedArray<byte>(Bytes);
        memory.AsSpan().Fill(1);
        int share = Bytes / threads / 64 * 64;
        double best = 0;
        for (int repetition = 0; repetition < Repetitions; repetition++)
        {
            long start = Stopwatch.GetTimestamp();
            Thread[] readers = [.. Enumerable.Range(1, threads - 1).Select(reader => new Thread(() => Read(memory.AsSpan(reader * share, share))))];
            Array.ForEach(readers, reader => reader.Start());
            Read(memory.AsSpan(0, share));
            Array.ForEach(readers, reader => reader.Join());
            best = Math.Max(best, (double)share * threads / Stopwatch.GetElapsedTime(start).TotalSeconds / 1e9);
        }

        return best;
    }

    private static void Read(ReadOnlySpan<byte> memory)
    {
        ReadOnlySpan<Vector<int>> vectors = MemoryMarshal.Cast<byte, Vector<int>>(memory);
        Vector<int> a = default, b = default, c = default, d = default;
        for (int i = 0; i + 3 < vectors.Length; i += 4)
        {
            a += vectors[i];
            b ^= vectors[i + 1];
            c += vectors[i + 2];
            d ^= vectors[i + 3];
        }

        Sink.Keep(Vector.Sum((a ^ b) + (c ^ d)));
    }
}
