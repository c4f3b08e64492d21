namespace BitRL.Envs.BabyAI;

/// <summary>Draws rooms as the original does: the same distribution, from another generator of random numbers.</summary>
internal static class RoomGenerator
{
    private const int Colors = 6;
    private const int Kinds = 3;

    /// <summary>No object lies this close to where the agent starts, in steps.</summary>
    private const int NearestObject = 2;

    /// <summary>Begins an episode: draws rooms until every object can be reached.</summary>
    /// <returns>Rooms that were drawn and not taken.</returns>
    public static int Generate(Room room, Level level, EpisodeRandom random)
    {
        for (int rejected = 0; ; rejected++)
        {
            room.Clear();
            (int agentX, int agentY) = Inside(ref random);
            int heading = random.Index(Heading.Count);
            Place(room, Cell.RedBall, agentX, agentY, ref random);
            for (int i = 0; i < level.Distractors; i++)
            {
                var color = (ObjectColor)random.Index(Colors);
                var kind = ObjectKind.Key + (byte)random.Index(Kinds);
                Place(room, new Cell(kind, level.AreGrey ? ObjectColor.Grey : color), agentX, agentY, ref random);
            }

            room.Begin(agentX, agentY, heading);
            if (CanReachEverything(room))
            {
                return rejected;
            }
        }
    }

    /// <summary>Whether every object touches a cell that the agent can get to without moving one.</summary>
    internal static bool CanReachEverything(Room room)
    {
        ulong empty = 0;
        ulong objects = 0;
        for (int x = 0; x < Room.Size; x++)
        {
            for (int y = 0; y < Room.Size; y++)
            {
                ulong bit = 1UL << Room.Index(x, y);
                empty |= room[x, y] == Cell.Empty ? bit : 0;
                objects |= room[x, y].IsObject ? bit : 0;
            }
        }

        ulong reached = 0;
        for (ulong next = 1UL << Room.Index(room.X, room.Y); next != reached; next |= Neighbours(next) & empty)
        {
            reached = next;
        }

        return (objects & ~Neighbours(reached)) == 0;
    }

    /// <summary>Cells beside those of a set. Sets hold no outer cell, so no bit leaves its column.</summary>
    private static ulong Neighbours(ulong cells) => (cells << 1) | (cells >> 1) | (cells << Room.Size) | (cells >> Room.Size);

    private static void Place(Room room, Cell thing, int agentX, int agentY, ref EpisodeRandom random)
    {
        int x;
        int y;
        do
        {
            (x, y) = Inside(ref random);
        }
        while (room[x, y] != Cell.Empty || Math.Abs(x - agentX) + Math.Abs(y - agentY) < NearestObject);

        room[x, y] = thing;
    }

    private static (int X, int Y) Inside(ref EpisodeRandom random)
    {
        int x = 1 + random.Index(Room.Size - 2);
        return (x, 1 + random.Index(Room.Size - 2));
    }
}
