namespace BitRL.Envs.TextWorld;

/// <summary>Which rooms there are, how they are connected, and by which doors. Connections go both ways. Not thread-safe.</summary>
internal sealed class RoomMap
{
    private const byte NoRoom = byte.MaxValue;
    private readonly byte[] _exits = new byte[Names.Rooms * Names.Directions];
    private readonly Thing[] _doors = new Thing[Names.Rooms * Names.Directions];
    private readonly bool[] _exists = new bool[Names.Rooms];

    public RoomMap() => Clear();

    /// <summary>Number of rooms.</summary>
    public int Count { get; private set; }

    public bool Exists(RoomName room) => _exists[(int)room];

    public void Clear()
    {
        _exits.AsSpan().Fill(NoRoom);
        _doors.AsSpan().Fill(Thing.None);
        _exists.AsSpan().Clear();
        Count = 0;
    }

    public void Add(RoomName room)
    {
        Count += _exists[(int)room] ? 0 : 1;
        _exists[(int)room] = true;
    }

    /// <summary>Connects two rooms without a door.</summary>
    public void Connect(RoomName from, Direction direction, RoomName to)
    {
        _exits[Index(from, direction)] = (byte)to;
        _exits[Index(to, Opposite(direction))] = (byte)from;
    }

    /// <summary>Puts a door between two rooms that are connected; does nothing where they are not.</summary>
    /// <returns>Whether it did.</returns>
    public bool PutDoor(RoomName one, RoomName other, Thing door)
    {
        for (Direction direction = Direction.North; direction <= Direction.West; direction++)
        {
            if (TryExit(one, direction, out RoomName to, out _) && to == other)
            {
                _doors[Index(one, direction)] = _doors[Index(other, Opposite(direction))] = door;
                return true;
            }
        }

        return false;
    }

    /// <summary>Where a direction leads.</summary>
    /// <param name="from">Room.</param>
    /// <param name="direction">Direction.</param>
    /// <param name="to">The next room.</param>
    /// <param name="door">The door between, or <see cref="Thing.None"/>.</param>
    public bool TryExit(RoomName from, Direction direction, out RoomName to, out Thing door)
    {
        int index = Index(from, direction);
        (to, door) = ((RoomName)_exits[index], _doors[index]);
        return _exits[index] != NoRoom;
    }

    /// <summary>The way back.</summary>
    public static Direction Opposite(Direction direction) => (Direction)(((int)direction + 2) % Names.Directions);

    private static int Index(RoomName room, Direction direction) => ((int)room * Names.Directions) + (int)direction;
}
