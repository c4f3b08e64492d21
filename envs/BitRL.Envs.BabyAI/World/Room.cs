namespace BitRL.Envs.BabyAI;

/// <summary>
/// One copy of the world: a room of 6 × 6 cells with a wall around, objects, and the agent with what it carries. The rules are here; drawing a
/// new room is <see cref="RoomGenerator"/>'s.
/// </summary>
internal sealed class Room
{
    /// <summary>Columns and rows, walls included.</summary>
    public const int Size = 8;

    /// <summary>Steps after which an episode is truncated: the area of the room.</summary>
    public const int MaxSteps = Size * Size;

    private readonly Cell[] _cells = new Cell[Size * Size];
    private ulong _targets;

    /// <summary>Column of the agent.</summary>
    public int X { get; private set; }

    /// <summary>Row of the agent.</summary>
    public int Y { get; private set; }

    /// <summary>Where the agent looks, a <see cref="BabyAI.Heading"/>.</summary>
    public int Heading { get; private set; }

    /// <summary>What the agent carries; empty for nothing.</summary>
    public Cell Carried { get; private set; }

    /// <summary>Steps since the episode began.</summary>
    public int Steps { get; private set; }

    /// <summary>Whether more than one red ball was there when the episode began.</summary>
    public bool HasSeveralTargets => (_targets & (_targets - 1)) != 0;

    /// <summary>What a cell holds. The agent is not in its cell: it is empty.</summary>
    public Cell this[int x, int y]
    {
        get => _cells[Index(x, y)];
        set => _cells[Index(x, y)] = value;
    }

    /// <summary>Number of a cell, column by column: also the bit of a cell in a set of cells.</summary>
    public static int Index(int x, int y) => (x * Size) + y;

    /// <summary>Empties the room but for its walls.</summary>
    public void Clear()
    {
        _cells.AsSpan().Fill(Cell.Empty);
        for (int i = 0; i < Size; i++)
        {
            this[i, 0] = this[i, Size - 1] = this[0, i] = this[Size - 1, i] = Cell.Wall;
        }
    }

    /// <summary>Begins an episode with the objects as they lie: the red balls among them are what is looked for.</summary>
    public void Begin(int x, int y, int heading)
    {
        (X, Y, Heading, Carried, Steps) = (x, y, heading, Cell.Empty, 0);
        _targets = 0;
        for (int i = 0; i < _cells.Length; i++)
        {
            _targets |= _cells[i] == Cell.RedBall ? 1UL << i : 0;
        }
    }

    /// <summary>Does one thing; whatever it is, it takes a step.</summary>
    /// <returns>Whether the agent now faces a cell that held a red ball when the episode began.</returns>
    public bool Act(RoomAction action)
    {
        Steps++;
        int frontX = X + BabyAI.Heading.X(Heading);
        int frontY = Y + BabyAI.Heading.Y(Heading);
        Cell front = this[frontX, frontY];
        switch (action)
        {
            case RoomAction.Left:
                Heading = BabyAI.Heading.Left(Heading);
                break;
            case RoomAction.Right:
                Heading = BabyAI.Heading.Right(Heading);
                break;
            case RoomAction.Forward when front == Cell.Empty:
                (X, Y) = (frontX, frontY);
                break;
            case RoomAction.Pickup when front.IsObject && Carried == Cell.Empty:
                (Carried, this[frontX, frontY]) = (front, Cell.Empty);
                break;
            case RoomAction.Drop when front == Cell.Empty && Carried.IsObject:
                (Carried, this[frontX, frontY]) = (Cell.Empty, Carried);
                break;
            case RoomAction.Toggle when front.Kind == ObjectKind.Box:
                this[frontX, frontY] = Cell.Empty;
                break;
        }

        return ((_targets >> Index(X + BabyAI.Heading.X(Heading), Y + BabyAI.Heading.Y(Heading))) & 1) != 0;
    }
}
