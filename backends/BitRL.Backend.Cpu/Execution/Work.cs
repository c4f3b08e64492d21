using BitRL.Backend.Cpu.Memory;

namespace BitRL.Backend.Cpu.Execution;

/// <summary>One operation, cut into parts for the workers of a queue. Instances are kept and filled again, so that a launch allocates nothing.</summary>
internal abstract class Work
{
    /// <summary>Does one part; parts write to disjoint memory.</summary>
    /// <param name="part">0 … parts − 1.</param>
    /// <param name="parts">How many there are.</param>
    /// <param name="scratch">This worker's own.</param>
    public abstract void Run(int part, int parts, Scratch scratch);

    /// <summary>The share of <paramref name="count"/> items that a part has, in whole multiples of <paramref name="granularity"/>.</summary>
    protected static (int First, int End) Share(int count, int granularity, int part, int parts)
    {
        long blocks = (count + granularity - 1) / granularity;
        int first = (int)(blocks * part / parts) * granularity;
        int end = (int)(blocks * (part + 1) / parts) * granularity;
        return (first, Math.Min(end, count));
    }
}
