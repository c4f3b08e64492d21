namespace BitRL.Experiments.Sweeps;

/// <summary>A cell with its process.</summary>
internal sealed class RunningCell(SweepCell cell, ICellProcess process, int threads, long expectedBytes) : IDisposable
{
    /// <summary>The cell.</summary>
    public SweepCell Cell { get; } = cell;

    /// <summary>Its process.</summary>
    public ICellProcess Process { get; } = process;

    /// <summary>Worker threads it was given.</summary>
    public int Threads { get; } = threads;

    /// <summary>Most memory it held so far, in bytes.</summary>
    public long PeakBytes { get; private set; }

    /// <summary>Memory to reckon with, in bytes: what it holds, and what it may still come to.</summary>
    public long ReservedBytes => Math.Max(PeakBytes, expectedBytes);

    /// <summary>Whether the sweep asked it to end: its end is then no news about the cell.</summary>
    public bool IsStopping { get; private set; }

    /// <summary>Why the sweep gave it up, or null.</summary>
    public string? GivenUp { get; private set; }

    /// <summary>Measures the memory.</summary>
    /// <returns>Bytes held now.</returns>
    public long Measure()
    {
        long bytes = Process.MemoryBytes;
        PeakBytes = Math.Max(PeakBytes, bytes);
        return bytes;
    }

    /// <summary>Asks it to save a checkpoint and end.</summary>
    public void Stop()
    {
        IsStopping = true;
        Process.Stop();
    }

    /// <summary>Ends it for a reason that makes its cell a failed one.</summary>
    public void GiveUp(string reason)
    {
        GivenUp = reason;
        Process.Kill();
    }

    /// <inheritdoc/>
    public void Dispose() => Process.Dispose();
}
