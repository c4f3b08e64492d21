namespace BitRL.Envs.TextWorld;

/// <summary>Where a thing is. Compared by value.</summary>
internal readonly record struct Place
{
    private const byte NowhereCode = byte.MaxValue;
    private const byte CarriedCode = byte.MaxValue - 1;
    private const byte FirstHolder = Names.Rooms;
    private readonly byte _code;

    private Place(int code) => _code = (byte)code;

    /// <summary>Not in the game, or eaten.</summary>
    public static Place Nowhere => new(NowhereCode);

    /// <summary>In the player's hands.</summary>
    public static Place Carried => new(CarriedCode);

    /// <summary>On the floor of a room; furniture stands there.</summary>
    public static Place In(RoomName room) => new((int)room);

    /// <summary>On a supporter or in a container.</summary>
    public static Place At(Thing holder) => new(FirstHolder + (int)holder);

    /// <summary>What it lies on or in; <see cref="Thing.None"/> elsewhere.</summary>
    public Thing Holder => _code is >= FirstHolder and < CarriedCode ? (Thing)(_code - FirstHolder) : Thing.None;
}
