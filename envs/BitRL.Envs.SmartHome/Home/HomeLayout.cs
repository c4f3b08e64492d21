using System.Collections.Immutable;

namespace BitRL.Envs.SmartHome.Home;

/// <summary>The home: ten lamps in six rooms. Sets of lamps are bit masks, lamp i being bit i.</summary>
internal static class HomeLayout
{
    /// <summary>Levels of a lamp above off: 25, 50, 75 and 100%.</summary>
    public const int MaxLevel = 4;

    /// <summary>Rooms.</summary>
    public const int RoomCount = 6;

    /// <summary>Colour temperatures.</summary>
    public const int ColorCount = 3;

    /// <summary>By lamp number.</summary>
    public static readonly ImmutableArray<Lamp> Lamps =
    [
        new("living_room_ceiling", Room.LivingRoom, "living room ceiling light", 200, 24),
        new("floor_lamp", Room.LivingRoom, "floor lamp", 150, 12),
        new("kitchen_ceiling", Room.Kitchen, "kitchen ceiling light", 250, 28),
        new("counter_light", Room.Kitchen, "counter light", 300, 14),
        new("bedroom_ceiling", Room.Bedroom, "bedroom ceiling light", 180, 20),
        new("bedside_lamp", Room.Bedroom, "bedside lamp", 120, 6),
        new("mirror_light", Room.Bathroom, "mirror light", 400, 16),
        new("study_ceiling", Room.Study, "study ceiling light", 220, 24),
        new("desk_lamp", Room.Study, "desk lamp", 400, 8),
        new("hallway_light", Room.Hallway, "hallway light", 120, 12),
    ];

    /// <summary>What people call each room.</summary>
    public static readonly ImmutableArray<ImmutableArray<string>> RoomWords =
        [["living room", "lounge"], ["kitchen"], ["bedroom"], ["bathroom"], ["study", "office"], ["hallway", "corridor"]];

    /// <summary>Kelvin of each colour temperature.</summary>
    public static readonly ImmutableArray<int> Kelvin = [2700, 4000, 6500];

    /// <summary>Watts of the home with every lamp at 100%.</summary>
    public static readonly int MaxWatts = Lamps.Sum(lamp => lamp.Watts);

    /// <summary>All lamps.</summary>
    public static readonly int AllLamps = (1 << Lamps.Length) - 1;

    private static readonly ImmutableArray<int> InRoom =
        [.. Enumerable.Range(0, RoomCount).Select(room => Lamps.Index().Where(pair => (int)pair.Item.Room == room).Sum(pair => 1 << pair.Index))];

    // Share of the outdoor illuminance that reaches a room.
    private static readonly ImmutableArray<double> DaylightFactors = [0.015, 0.012, 0.010, 0.004, 0.015, 0.001];

    /// <summary>The lamps of a room.</summary>
    public static int LampsOf(Room room) => InRoom[(int)room];

    /// <summary>Share of the outdoor illuminance that reaches a room.</summary>
    public static double DaylightFactor(Room room) => DaylightFactors[(int)room];
}
