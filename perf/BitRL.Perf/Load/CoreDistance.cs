using System.Diagnostics;

namespace BitRL.Perf.Load;

/// <summary>
/// How long a word takes from one core to another and back. What threads gain from working together depends on it, and on a virtual machine it changes when
/// the host moves the machine's processors.
/// </summary>
internal static class CoreDistance
{
    private const int Windows = 10;
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(20);

    /// <summary>Nanoseconds: the best of some windows.</summary>
    public static double Measure()
    {
        int word = 0;
        bool over = false;
        Thread other = new(() =>
        {
            while (!Volatile.Read(ref over))
            {
                int value = Volatile.Read(ref word);
                if ((value & 1) == 1)
                {
                    Volatile.Write(ref word, value + 1);
                }
            }
        });
        other.Start();
        double best = double.MaxValue;
        for (int window = 0; window < Windows; window++)
        {
            best = Math.Min(best, Exchange(ref word));
        }

        Volatile.Write(ref over, true);
        other.Join();
        return best;
    }

    private static double Exchange(ref int word)
    {
        const int exchangesBetweenClocks = 64;
        long start = Stopwatch.GetTimestamp();
        long count = 0;
        while (Stopwatch.GetElapsedTime(start) < Window)
        {
            for (int i = 0; i < exchangesBetweenClocks; i++, count++)
            {
                int sent = word + 1;
                Volatile.Write(ref word, sent);
                while (Volatile.Read(ref word) == sent)
                {
                }
            }
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / count;
    }
}
