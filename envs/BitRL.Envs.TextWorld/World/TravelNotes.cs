namespace BitRL.Envs.TextWorld;

/// <summary>
/// What a player would note of the ways taken: where an exit leads, once it was gone through from either side, and how often it was taken. Told by the
/// game before, so no more than a player with a memory knows. Not thread-safe.
/// </summary>
internal sealed class TravelNotes
{
    /// <summary>Counts stop here: more says nothing new.</summary>
    public const int MostTimes = 9;

    private readonly byte[] _times = new byte[Names.Rooms * Names.Directions];

    /// <summary>Forgets all.</summary>
    public void Clear() => _times.AsSpan().Clear();

    /// <summary>Notes that the player left a room by an exit.</summary>
    public void Add(RoomName from, Direction direction)
    {
        ref byte times = ref _times[Index(from, direction)];
        times = (byte)Math.Min(MostTimes, times + 1);
    }

    /// <summary>How often the player left a room by an exit, at most <see cref="MostTimes"/>.</summary>
    public int TimesOf(RoomName from, Direction direction) => _times[Index(from, direction)];

    /// <summary>Where an exit leads as far as the player knows: the room, or <see cref="RoomName.New"/> where neither it nor the way back was taken.</summary>
    /// <param name="map">The map, which knows.</param>
    /// <param name="from">Room.</param>
    /// <param name="direction">One of its exits.</param>
    public RoomName Destination(RoomMap map, RoomName from, Direction direction) =>
        map.TryExit(from, direction, out RoomName to, out _) && (TimesOf(from, direction) > 0 || TimesOf(to, RoomMap.Opposite(direction)) > 0) ? to : RoomName.New;

    private static int Index(RoomName room, Direction direction) => ((int)room * Names.Directions) + (int)direction;
}
