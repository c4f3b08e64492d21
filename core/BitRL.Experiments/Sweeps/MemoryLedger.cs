namespace BitRL.Experiments.Sweeps;

/// <summary>Remembers how much memory cells of each kind took, to say how much the next one will.</summary>
internal sealed class MemoryLedger(long unknown)
{
    private readonly Dictionary<(string Environment, string Label), long> _peaks = [];

    /// <summary>Bytes that a cell is expected to take: the most that one of its kind took, or the guess for the unknown.</summary>
    public long Expect(SweepCell cell) => _peaks.GetValueOrDefault(Kind(cell), unknown);

    /// <summary>Notes what a cell took.</summary>
    public void Note(SweepCell cell, long bytes)
    {
        if (bytes > 0)
        {
            _peaks[Kind(cell)] = Math.Max(bytes, _peaks.GetValueOrDefault(Kind(cell)));
        }
    }

    private static (string Environment, string Label) Kind(SweepCell cell) => (cell.Environment, cell.Label);
}
