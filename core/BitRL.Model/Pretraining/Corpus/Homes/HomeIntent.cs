namespace BitRL.Model.Pretraining.Corpus.Homes;

/// <summary>What a sentence says. Numbers of rooms, lamps and activities are those of <see cref="HomeWords"/>.</summary>
/// <param name="Kind">What is wanted.</param>
/// <param name="Room">The room that is named, or −1.</param>
/// <param name="Activity">The activity that is named, or −1.</param>
/// <param name="Lamp">The lamp that is named, or −1.</param>
/// <param name="Level">1 to 4 for 25 to 100 percent, or 0.</param>
internal readonly record struct HomeIntent(HomeIntentKind Kind, int Room, int Activity, int Lamp, int Level)
{
    /// <summary>Kinds.</summary>
    public const int Kinds = (int)HomeIntentKind.EmptyOff + 1;

    /// <summary>The room that the sentence is about: the named one, the usual one of the activity, else where it was heard; −1 where it is about a lamp or many rooms.</summary>
    public int RoomMeant(int heardIn) => Kind switch
    {
        HomeIntentKind.LampOff or HomeIntentKind.LampOn or HomeIntentKind.LampSet => HomeWords.LampRooms[Lamp],
        HomeIntentKind.AllOff or HomeIntentKind.EmptyOff or HomeIntentKind.AllOffExcept => -1,
        _ when Room >= 0 => Room,
        HomeIntentKind.Prepare when HomeWords.Activities[Activity].UsualRoom is >= 0 and var usual => usual,
        _ => heardIn,
    };

    /// <summary>Whether the sentence is about a lamp.</summary>
    public bool Concerns(int lamp, int heardIn, int occupied)
    {
        int room = HomeWords.LampRooms[lamp];
        return Kind switch
        {
            HomeIntentKind.LampOff or HomeIntentKind.LampOn or HomeIntentKind.LampSet => lamp == Lamp,
            HomeIntentKind.AllOff => true,
            HomeIntentKind.AllOffExcept => room != Room,
            HomeIntentKind.EmptyOff => (occupied & (1 << room)) == 0,
            _ => room == RoomMeant(heardIn),
        };
    }
}
