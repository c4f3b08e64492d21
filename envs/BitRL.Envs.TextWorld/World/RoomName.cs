namespace BitRL.Envs.TextWorld;

/// <summary>The rooms, in the order of the groups that a map is made of.</summary>
internal enum RoomName : byte
{
    Kitchen,
    Pantry,
    Livingroom,
    Corridor,
    Bedroom,
    Bathroom,
    Shed,
    Garden,
    Backyard,
    Driveway,
    Street,
    Supermarket,

    /// <summary>No room: where an exit leads that nobody tried.</summary>
    Unknown,
}
