namespace BitRL.Envs.BabyAI;

/// <summary>One copy of a level: its world, and what can be seen of it.</summary>
internal sealed class RoomCopy
{
    private readonly Cell[] _view = new Cell[PartialView.Cells];
    private readonly ViewReader _reader = new();

    /// <summary>The world.</summary>
    public Room Room { get; } = new();

    /// <summary>Whether an episode is under way.</summary>
    public bool IsRunning { get; set; }

    /// <summary>Whether the last step reached the goal.</summary>
    public bool IsSolved { get; set; }

    /// <summary>What the agent sees, [<see cref="PartialView.Cells"/>].</summary>
    public ReadOnlySpan<Cell> View => _view;

    /// <summary>The view in words; valid until the next look.</summary>
    public RoomObservation Observation => _reader.Read(_view, Room.Heading, Room.HasSeveralTargets);

    /// <summary>Looks at the world as it is now.</summary>
    public void Look() => PartialView.Look(Room, _view);
}
