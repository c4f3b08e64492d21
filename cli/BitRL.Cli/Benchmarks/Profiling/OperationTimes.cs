namespace BitRL.Cli.Benchmarks.Profiling;

/// <summary>Time spent by kind of operation, summed over queues. Queues add to it from several threads.</summary>
/// <param name="time">Measures.</param>
internal sealed class OperationTimes(TimeProvider time)
{
    private static readonly int Kinds = Enum.GetValues<QueueOperation>().Length;
    private readonly long[] _ticks = new long[Kinds];

    /// <summary>Before an operation.</summary>
    public long Begin() => time.GetTimestamp();

    /// <summary>After it.</summary>
    public void End(QueueOperation operation, long begun) => Interlocked.Add(ref _ticks[(int)operation], time.GetTimestamp() - begun);

    /// <summary>Milliseconds of each kind since the last call, by <see cref="QueueOperation"/>.</summary>
    public double[] Take()
    {
        double[] milliseconds = new double[Kinds];
        for (int kind = 0; kind < Kinds; kind++)
        {
            milliseconds[kind] = Interlocked.Exchange(ref _ticks[kind], 0) * 1000.0 / time.TimestampFrequency;
        }

        return milliseconds;
    }
}
