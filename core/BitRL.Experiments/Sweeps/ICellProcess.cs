namespace BitRL.Experiments.Sweeps;

/// <summary>The process of a cell.</summary>
public interface ICellProcess : IDisposable
{
    /// <summary>Done when the process ended, however it ended; never fails.</summary>
    Task<CellExit> Completion { get; }

    /// <summary>Memory it holds now, in bytes; 0 where that is not known or it ended.</summary>
    long MemoryBytes { get; }

    /// <summary>Asks it to save a checkpoint and end. May be called more than once.</summary>
    void Stop();

    /// <summary>Ends it at once.</summary>
    void Kill();
}
