namespace BitRL.Experiments.Sweeps;

/// <summary>Watches a sweep. Called by the thread that runs it; must be quick.</summary>
public interface ISweepObserver
{
    /// <summary>A process was started for a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="resumed">Whether it goes on from a checkpoint.</param>
    void OnStarted(SweepCell cell, bool resumed);

    /// <summary>A cell came to its result.</summary>
    void OnFinished(SweepCell cell);

    /// <summary>A cell ended without one.</summary>
    void OnFailed(SweepCell cell, CellFailure failure);

    /// <summary>A cell was stopped and will go on later.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="why">One sentence.</param>
    void OnPutBack(SweepCell cell, string why);

    /// <summary>Cells ended since the last call: time to write tables.</summary>
    Task OnEndedAsync();

    /// <summary>Some time passed.</summary>
    /// <param name="status">How every cell stands, in the order of the plan; valid during the call.</param>
    void OnTick(IReadOnlyList<CellStatus> status);
}
