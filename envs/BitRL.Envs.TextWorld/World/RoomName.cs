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

    /// <summary>Not one of the rooms but what a player calls the place behind an exit that was not tried.</summary>
    New,
}
