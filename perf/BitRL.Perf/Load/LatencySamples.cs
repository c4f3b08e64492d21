using System.Diagnostics;

namespace BitRL.Perf.Load;

/// <summary>How long calls took, one after the other.</summary>
internal sealed class LatencySamples
{
    private readonly List<long> _ticks = new(1 << 18);

    /// <summary>Calls for so long. The first tenth, while threads wake and clocks rise, is not counted.</summary>
    public void Measure(Action call, TimeSpan duration)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan warm = duration / 10;
        TimeSpan now = TimeSpan.Zero;
        while (now < duration + warm)
        {
            long from = Stopwatch.GetTimestamp();
            call();
            long to = Stopwatch.GetTimestamp();
            if (now >= warm)
            {
                _ticks.Add(to - from);
            }

            now = Stopwatch.GetElapsedTime(start, to);
        }
    }

    /// <summary>Milliseconds.</summary>
    public (double Least, double Median, double P99, double Mean) Summarize()
    {
        _ticks.Sort();
        double unit = 1000.0 / Stopwatch.Frequency;
        return (_ticks[0] * unit, _ticks[_ticks.Count / 2] * unit, _ticks[(int)(_ticks.Count * 0.99)] * unit, _ticks.Average() * unit);
    }
}
