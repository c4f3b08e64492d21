namespace BitRL.Experiments.Sweeps;

/// <summary>What running cells may take together.</summary>
/// <param name="Jobs">Most cells at the same time, at least 1.</param>
/// <param name="Cores">Most worker threads together; a cell that asks for more runs alone.</param>
/// <param name="MemoryBytes">Most resident memory together.</param>
/// <param name="CellMemoryBytes">What a cell is expected to take before one of its kind was measured.</param>
public sealed record SweepBudget(int Jobs, int Cores, long MemoryBytes, long CellMemoryBytes)
{
    /// <summary>Worker threads of a cell that does not ask for a number: an equal share of the cores.</summary>
    public int ThreadsPerCell => Math.Max(1, Cores / Jobs);
}
