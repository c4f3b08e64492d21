namespace BitRL.Experiments.Sweeps;

/// <summary>How the process of a cell ended.</summary>
/// <param name="Code">Exit code; 128 + n for signal n.</param>
/// <param name="LastError">Its last line of standard error; empty where it said nothing.</param>
public readonly record struct CellExit(int Code, string LastError)
{
    private const int HangUp = 129;
    private const int Interrupt = 130;
    private const int Killed = 137;
    private const int Terminated = 143;

    /// <summary>Whether somebody else ended it, the system for want of memory perhaps: that says nothing about the cell.</summary>
    public bool IsInterruption => Code is HangUp or Interrupt or Killed or Terminated;
}
