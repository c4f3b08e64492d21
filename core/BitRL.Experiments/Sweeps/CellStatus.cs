namespace BitRL.Experiments.Sweeps;

/// <summary>How a cell stands.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Progress">How far it is.</param>
public readonly record struct CellStatus(SweepCell Cell, CellState State, CellProgress Progress);
