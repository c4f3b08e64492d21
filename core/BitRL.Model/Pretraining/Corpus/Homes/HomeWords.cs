using System.Collections.Immutable;

namespace BitRL.Model.Pretraining.Corpus.Homes;

/// <summary>What the things of a home are called.</summary>
internal static class HomeWords
{
    public const int Rooms = 6;

    public const int Lamps = 10;

    public static readonly ImmutableArray<string> RoomIds = ["living_room", "kitchen", "bedroom", "bathroom", "study", "hallway"];

    public static readonly ImmutableArray<ImmutableArray<string>> RoomNames =
        [["living room", "lounge"], ["kitchen"], ["bedroom"], ["bathroom"], ["study", "office"], ["hallway", "corridor"]];

    public static readonly ImmutableArray<string> LampIds =
        ["living_room_ceiling", "floor_lamp", "kitchen_ceiling", "counter_light", "bedroom_ceiling", "bedside_lamp", "mirror_light", "study_ceiling", "desk_lamp", "hallway_light"];

    public static readonly ImmutableArray<int> LampRooms = [0, 0, 1, 1, 2, 2, 3, 4, 4, 5];

    public static readonly ImmutableArray<ImmutableArray<string>> LampNames =
    [
        ["living room ceiling light", "ceiling light in the living room", "lounge ceiling light"],
        ["floor lamp", "floor light"],
        ["kitchen ceiling light", "ceiling light in the kitchen"],
        ["counter light", "kitchen counter light"],
        ["bedroom ceiling light", "ceiling light in the bedroom"],
        ["bedside lamp", "bedside light"],
        ["mirror light", "bathroom mirror light"],
        ["study ceiling light", "ceiling light in the study", "office ceiling light"],
        ["desk lamp", "desk light"],
        ["hallway light", "corridor light"],
    ];

    public static readonly ImmutableArray<string> LevelWords = ["off", "low", "half", "high", "full"];

    public static readonly ImmutableArray<string> ColorWords = ["warm", "neutral", "cool"];

    public static readonly ImmutableArray<string> Skies = ["clear", "partly_cloudy", "overcast"];

    public static readonly ImmutableArray<HomeActivity> Activities =
    [
        new(["reading", "a book"], ["read a book", "read", "read the paper"], -1),
        new(["cooking", "making food"], ["cook dinner", "cook", "make food"], 1),
        new(["a movie", "a film"], ["watch a movie", "watch a film", "see a movie"], 0),
        new(["dinner", "a meal"], ["have dinner", "eat dinner", "have a meal"], -1),
        new(["relaxing", "a rest"], ["relax", "rest", "take a rest"], -1),
        new(["work", "working"], ["work on my laptop", "work", "do some work"], -1),
        new(["cleaning", "washing the floor"], ["clean up", "clean", "wash the floor"], -1),
        new(["sleeping", "sleep"], ["sleep", "go to sleep", "go to bed"], 2),
        new(["getting dressed", "dressing"], ["get dressed", "dress", "put on a shirt"], 2),
        new(["shaving", "a shave"], ["shave", "have a shave"], 3),
        new(["a night walk", "walking at night"], ["walk around at night", "walk around in the night"], 5),
    ];

    /// <summary>Names and readings that are one token each in texts of a home.</summary>
    public static IEnumerable<string> Tokens =>
    [
        .. LampIds,
        .. RoomIds.Select(room => room + "_occupancy"),
        .. RoomIds.Select(room => room + "_illuminance"),
        "sun_elevation", "partly_cloudy", "living_room",
        .. LevelWords.SelectMany(level => ColorWords.Select(color => $"{level}_{color}")),
    ];
}
