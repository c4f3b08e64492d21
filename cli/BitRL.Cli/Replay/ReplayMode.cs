namespace BitRL.Cli.Replay;

/// <summary>How recordings are replayed.</summary>
[Flags]
internal enum ReplayMode
{
    /// <summary>Restart from each recorded state.</summary>
    PerStep = 1,

    /// <summary>Restart once an episode, then only step.</summary>
    FreeRunning = 2,

    /// <summary>One after the other.</summary>
    Both = PerStep | FreeRunning,
}
