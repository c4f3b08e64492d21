using System.Collections.Immutable;
using BitRL.Envs.SmartHome.Home;

namespace BitRL.Envs.SmartHome.Requests;

/// <summary>Something people do at home, and the light for it.</summary>
/// <param name="Id">Name in recordings.</param>
/// <param name="NounPhrase">"reading": after "for".</param>
/// <param name="VerbPhrase">"read a book": after "to".</param>
/// <param name="LowLux">Least illuminance; NaN where the lamps are to be off.</param>
/// <param name="HighLux">Most illuminance; NaN where the lamps are to be off.</param>
/// <param name="Colors">Colour temperatures that suit: bit i is <see cref="LightColor"/> i.</param>
/// <param name="UsualRoom">Where it happens if nothing is said, or null for where it is spoken of.</param>
internal sealed record Activity(string Id, string NounPhrase, string VerbPhrase, double LowLux, double HighLux, int Colors, Room? UsualRoom)
{
    private const int Warm = 1 << (int)LightColor.Warm;
    private const int Neutral = 1 << (int)LightColor.Neutral;
    private const int Cool = 1 << (int)LightColor.Cool;

    /// <summary>Every colour temperature.</summary>
    public const int AnyColor = Warm | Neutral | Cool;

    /// <summary>All activities.</summary>
    public static readonly ImmutableArray<Activity> All =
    [
        new("reading", "reading", "read a book", 250, 500, Warm | Neutral, null),
        new("cooking", "cooking", "cook dinner", 350, 700, Neutral | Cool, Room.Kitchen),
        new("movie", "a movie", "watch a movie", 5, 40, Warm, Room.LivingRoom),
        new("dinner", "dinner", "have dinner", 80, 220, Warm | Neutral, null),
        new("relaxing", "relaxing", "relax", 40, 150, Warm, null),
        new("working", "work", "work on my laptop", 400, 750, Neutral | Cool, null),
        new("cleaning", "cleaning", "clean up", 200, 2000, AnyColor, null),
        new("sleeping", "sleeping", "sleep", double.NaN, double.NaN, 0, Room.Bedroom),
        new("dressing", "getting dressed", "get dressed", 150, 400, Neutral | Cool, Room.Bedroom),
        new("shaving", "shaving", "shave", 300, 900, Neutral | Cool, Room.Bathroom),
        new("night_walk", "a night walk", "walk around at night", 5, 40, Warm, Room.Hallway),
    ];

    /// <summary>Whether the lamps are to be off.</summary>
    public bool IsDark => double.IsNaN(LowLux);
}
