namespace BitRL.Envs.SmartHome.Home;

/// <summary>A room; its value is its number in the raw observation.</summary>
internal enum Room
{
    LivingRoom,
    Kitchen,
    Bedroom,
    Bathroom,
    Study,
    Hallway,
}
