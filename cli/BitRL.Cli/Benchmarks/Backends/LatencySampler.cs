namespace BitRL.Cli.Benchmarks.Backends;

/// <summary>Times one call after the other. The clock itself takes some 30 ns a call, which is part of what it says.</summary>
/// <param name="time">Stopwatch.</param>
/// <param name="duration">How long to sample, more or less.</param>
internal sealed class LatencySampler(TimeProvider time, TimeSpan duration)
{
    private const int LeastCalls = 5;

    // 2 MiB: more calls than this say no more about a 99th percentile.
    private const int MostCalls = 1 << 18;

    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromMilliseconds(300);
    private readonly long[] _ticks = new long[MostCalls];

    /// <summary>Warms up (compilation, buffers, caches), then samples.</summary>
    /// <param name="call">Gets the number of the call.</param>
    /// <param name="cancellation">Stops early.</param>
    /// <returns>Milliseconds: median and 99th percentile (nearest rank: the slowest of fewer than 100 calls).</returns>
    public async Task<(double Median, double Tail)> MeasureAsync(Func<int, ValueTask> call, CancellationToken cancellation)
    {
        await WarmUpAsync(call, cancellation);
        int count = 0;
        long begun = time.GetTimestamp();
        while (count < MostCalls && (count < LeastCalls || time.GetElapsedTime(begun) < duration))
        {
            cancellation.ThrowIfCancellationRequested();
            long start = time.GetTimestamp();
            await call(count);
            _ticks[count++] = time.GetTimestamp() - start;
        }

        var samples = _ticks.AsSpan(0, count);
        samples.Sort();
        return (Percentile(samples, 50), Percentile(samples, 99));
    }

    /// <summary>Calls without timing, for the duration or 300 ms, whichever is shorter, and at least once.</summary>
    public async Task WarmUpAsync(Func<int, ValueTask> call, CancellationToken cancellation)
    {
        var warmUp = duration < LongestWarmUp ? duration : LongestWarmUp;
        long begun = time.GetTimestamp();
        for (int i = 0; i == 0 || time.GetElapsedTime(begun) < warmUp; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            await call(i);
        }
    }

    /// <summary>Nearest rank.</summary>
    /// <param name="sorted">Clock ticks, ascending, at least one.</param>
    /// <param name="percent">From 1 to 100.</param>
    private double Percentile(ReadOnlySpan<long> sorted, int percent)
    {
        int rank = (int)(((long)sorted.Length * percent + 99) / 100);
        return sorted[rank - 1] * 1000.0 / time.TimestampFrequency;
    }
}
