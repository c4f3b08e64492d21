using BitRL.Contracts.Environments;

namespace BitRL.Cli.Play;

/// <summary>Where a game stands.</summary>
internal sealed class PlayState
{
    /// <summary>From 0.</summary>
    public int Episode { get; set; }

    /// <summary>Actions taken in the episode.</summary>
    public int Steps { get; set; }

    /// <summary>Rewards of the episode so far.</summary>
    public double Return { get; set; }

    /// <summary>What was done last; empty at the start.</summary>
    public string Action { get; set; } = "";

    /// <summary>What it gave.</summary>
    public StepResult Result { get; set; }

    /// <summary>Whether nothing was done yet.</summary>
    public bool IsStart => Action.Length == 0;

    /// <summary>Whether the episode is over.</summary>
    public bool IsOver => Result.IsDone;
}
