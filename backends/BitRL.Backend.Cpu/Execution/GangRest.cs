using System.Diagnostics;

namespace BitRL.Backend.Cpu.Execution;

/// <summary>How long a helper is left out that came late: twice as long as the last time if that is not long ago, since whatever kept it is still there then.</summary>
internal struct GangRest
{
    /// <summary>The first, in ticks of <see cref="Stopwatch"/>: some scheduling periods would be too long for a hiccup.</summary>
    public static readonly long Shortest = Stopwatch.Frequency / 500;

    /// <summary>The longest: a try costs some milliseconds at worst, which is little of this, and an idle core is found soon.</summary>
    public static readonly long Longest = Stopwatch.Frequency / 4;

    private long _length;
    private long _end;

    /// <summary>Begins one.</summary>
    public void Begin(long now)
    {
        _length = _length != 0 && now - _end < 4 * _length ? Math.Min(2 * _length, Longest) : Shortest;
        _end = now + _length;
    }

    /// <summary>Whether the last one is over.</summary>
    public readonly bool IsOver(long now) => now >= _end;
}
