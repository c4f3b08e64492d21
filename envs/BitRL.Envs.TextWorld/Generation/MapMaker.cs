namespace BitRL.Envs.TextWorld;

/// <summary>
/// Makes maps (section 9.2 of the specification): rooms grow on a 5×5 grid by a random walk from the kitchen, group after group, so that loops are
/// possible. Not thread-safe.
/// </summary>
internal sealed class MapMaker
{
    private const int Side = 5;
    private const int MaxAttempts = 200;
    private const byte Free = byte.MaxValue;

    // declared neighbours, each pair once
    private static readonly (RoomName One, RoomName Other)[] Neighbours =
    [
        (RoomName.Kitchen, RoomName.Livingroom), (RoomName.Kitchen, RoomName.Backyard), (RoomName.Kitchen, RoomName.Corridor), (RoomName.Kitchen, RoomName.Pantry),
        (RoomName.Livingroom, RoomName.Bedroom), (RoomName.Livingroom, RoomName.Driveway), (RoomName.Livingroom, RoomName.Corridor),
        (RoomName.Corridor, RoomName.Bedroom), (RoomName.Corridor, RoomName.Bathroom), (RoomName.Corridor, RoomName.Driveway), (RoomName.Corridor, RoomName.Backyard),
        (RoomName.Backyard, RoomName.Garden), (RoomName.Backyard, RoomName.Shed),
        (RoomName.Driveway, RoomName.Street), (RoomName.Street, RoomName.Supermarket),
    ];

    // ends of the groups in the order of RoomName
    private static readonly int[] GroupEnds = [1, 6, 9, 12];

    private static readonly (RoomName One, RoomName Other, Thing[] Doors)[] Doors =
    [
        (RoomName.Pantry, RoomName.Kitchen, [Thing.FrostedGlassDoor, Thing.PlainDoor]),
        (RoomName.Kitchen, RoomName.Backyard, [Thing.SlidingPatioDoor, Thing.PatioDoor, Thing.ScreenDoor]),
        (RoomName.Corridor, RoomName.Backyard, [Thing.SlidingPatioDoor, Thing.PatioDoor, Thing.ScreenDoor]),
        (RoomName.Backyard, RoomName.Shed, [Thing.BarnDoor, Thing.WoodenDoor]),
        (RoomName.Livingroom, RoomName.Driveway, [Thing.FrontDoor, Thing.FiberglassDoor]),
        (RoomName.Corridor, RoomName.Driveway, [Thing.FrontDoor, Thing.FiberglassDoor]),
        (RoomName.Supermarket, RoomName.Street, [Thing.SlidingDoor, Thing.CommercialGlassDoor]),
    ];

    private static readonly bool[] AreNeighbours = MakeTable();

    private readonly byte[] _grid = new byte[Side * Side];
    private readonly RoomName[] _fitting = new RoomName[Names.Rooms];
    private readonly Thing[] _names = new Thing[4];
    private int _kitchen;

    /// <summary>Makes the rooms and doors of a game; doors are open or closed.</summary>
    public void Make(Game game, int rooms, bool closed, ref GameRandom random)
    {
        while (!TryMakeRooms(game.Map, rooms, ref random))
        {
            game.Map.Clear();
        }

        foreach ((RoomName one, RoomName other, Thing[] names) in Doors)
        {
            PutDoor(game, one, other, names, closed, ref random);
        }
    }

    /// <summary>Whether a map may connect two rooms.</summary>
    internal static bool MayConnect(RoomName one, RoomName other) => AreNeighbours[((int)one * Names.Rooms) + (int)other];

    private static bool[] MakeTable()
    {
        var table = new bool[Names.Rooms * Names.Rooms];
        foreach ((RoomName one, RoomName other) in Neighbours)
        {
            table[((int)one * Names.Rooms) + (int)other] = table[((int)other * Names.Rooms) + (int)one] = true;
        }

        return table;
    }

    private bool TryMakeRooms(RoomMap map, int rooms, ref GameRandom random)
    {
        _grid.AsSpan().Fill(Free);
        _kitchen = random.Index(_grid.Length);
        _grid[_kitchen] = (byte)RoomName.Kitchen;
        map.Add(RoomName.Kitchen);
        for (int group = 1; group < GroupEnds.Length && GroupEnds[group - 1] < rooms; group++)
        {
            if (!TryGrow(map, GroupEnds[group], ref random))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryGrow(RoomMap map, int end, ref GameRandom random)
    {
        int cell = _kitchen;
        for (int attempt = 0; attempt < MaxAttempts && map.Count < end; attempt++)
        {
            var direction = (Direction)random.Index(Names.Directions);
            int next = Neighbour(cell, direction);
            if (next < 0)
            {
                continue;
            }

            var room = (RoomName)_grid[cell];
            if (_grid[next] == Free)
            {
                int fitting = ListFitting(map, room, end);
                if (fitting == 0)
                {
                    cell = _kitchen; // stuck: nothing that is left may lie beside this room
                    continue;
                }

                RoomName placed = random.Pick<RoomName>(_fitting.AsSpan(0, fitting));
                _grid[next] = (byte)placed;
                map.Add(placed);
            }

            var reached = (RoomName)_grid[next];
            if (MayConnect(room, reached))
            {
                map.Connect(room, direction, reached);
                cell = next;
            }
        }

        return map.Count == end;
    }

    private int ListFitting(RoomMap map, RoomName room, int end)
    {
        int count = 0;
        for (RoomName other = RoomName.Kitchen; (int)other < end; other++)
        {
            if (!map.Exists(other) && MayConnect(room, other))
            {
                _fitting[count++] = other;
            }
        }

        return count;
    }

    private static int Neighbour(int cell, Direction direction)
    {
        (int column, int row) = (cell % Side, cell / Side);
        (column, row) = direction switch
        {
            Direction.North => (column, row - 1),
            Direction.East => (column + 1, row),
            Direction.South => (column, row + 1),
            _ => (column - 1, row),
        };
        return column is < 0 or >= Side || row is < 0 or >= Side ? -1 : (row * Side) + column;
    }

    // Two doors never have the same name: a name would not say which
    private void PutDoor(Game game, RoomName one, RoomName other, Thing[] names, bool closed, ref GameRandom random)
    {
        int count = 0;
        foreach (Thing name in names)
        {
            if (game.TraitsOf(name) == Traits.None)
            {
                _names[count++] = name;
            }
        }

        Thing door = random.Pick<Thing>(_names.AsSpan(0, count));
        if (game.Map.PutDoor(one, other, door))
        {
            game.Set(door, closed ? Traits.Closed : Traits.Open);
        }
    }
}
