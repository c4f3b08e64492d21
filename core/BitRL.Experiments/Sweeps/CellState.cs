namespace BitRL.Experiments.Sweeps;

/// <summary>Where a cell of a sweep stands.</summary>
public enum CellState
{
    /// <summary>Not begun.</summary>
    New,

    /// <summary>Begun and not finished: it will go on from its checkpoint.</summary>
    Interrupted,

    /// <summary>Running in a process of this sweep.</summary>
    Running,

    /// <summary>Its result is there.</summary>
    Finished,

    /// <summary>It ended without a result.</summary>
    Failed,
}
