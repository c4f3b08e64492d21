namespace BitRL.Experiments.Sweeps;

/// <summary>Starts the run of a cell in a process of its own.</summary>
public interface ICellLauncher
{
    /// <summary>Starts it.</summary>
    /// <param name="configuration">Configuration file of a new run, or null to go on with the run in the folder.</param>
    /// <param name="runFolder">Run folder.</param>
    /// <param name="threads">Worker threads it may use.</param>
    /// <exception cref="IOException">The process cannot be started.</exception>
    ICellProcess Start(string? configuration, string runFolder, int threads);
}
