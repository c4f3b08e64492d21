using System.Collections.Immutable;
using System.Text;

namespace BitRL.Envs.TextWorld;

/// <summary>What things, rooms and directions are called, as UTF-8 and as text, and what kind of thing each is. Thread-safe.</summary>
internal static class Names
{
    /// <summary>Number of things.</summary>
    public const int Things = (int)Thing.None;

    /// <summary>Number of rooms.</summary>
    public const int Rooms = (int)RoomName.Supermarket + 1;

    /// <summary>Number of directions.</summary>
    public const int Directions = 4;

    private static readonly ImmutableArray<string> ThingTexts =
    [
        "milk", "water", "vegetable oil", "peanut oil", "olive oil", "black pepper", "flour", "salt", "sugar", "cilantro", "parsley", "egg",
        "chicken wing", "chicken leg", "chicken breast", "pork chop", "red tuna", "white tuna", "red potato", "yellow potato", "purple potato",
        "carrot", "lettuce", "red onion", "white onion", "yellow onion", "red bell pepper", "yellow bell pepper", "green bell pepper",
        "orange bell pepper", "red apple", "yellow apple", "green apple", "banana", "tomato", "red hot pepper", "green hot pepper",
        "block of cheese",
        "meal", "cookbook", "knife",
        "table", "counter", "shelf", "showcase", "patio table", "patio chair", "sofa", "bed", "toilet", "workbench", "stove", "BBQ", "oven",
        "fridge", "toolbox",
        "frosted-glass door", "plain door", "sliding patio door", "patio door", "screen door", "barn door", "wooden door", "front door",
        "fiberglass door", "sliding door", "commercial glass door",
    ];

    private static readonly ImmutableArray<string> RoomTexts =
        ["kitchen", "pantry", "livingroom", "corridor", "bedroom", "bathroom", "shed", "garden", "backyard", "driveway", "street", "supermarket"];

    private static readonly ImmutableArray<string> DirectionTexts = ["north", "east", "south", "west"];

    private static readonly byte[][] ThingBytes = [.. ThingTexts.Select(Encoding.UTF8.GetBytes)];
    private static readonly byte[][] RoomBytes = [.. RoomTexts.Select(Encoding.UTF8.GetBytes)];
    private static readonly byte[][] DirectionBytes = [.. DirectionTexts.Select(Encoding.UTF8.GetBytes)];

    /// <summary>The longest name of a thing, in bytes.</summary>
    public static int MaxThingBytes { get; } = ThingBytes.Max(name => name.Length);

    /// <summary>The name of a thing: <c>red onion</c>.</summary>
    public static ReadOnlySpan<byte> Of(Thing thing) => ThingBytes[(int)thing];

    /// <summary>The name of a room: <c>livingroom</c>.</summary>
    public static ReadOnlySpan<byte> Of(RoomName room) => RoomBytes[(int)room];

    /// <summary>The name of a direction: <c>north</c>.</summary>
    public static ReadOnlySpan<byte> Of(Direction direction) => DirectionBytes[(int)direction];

    /// <summary>The name as text.</summary>
    public static string Text(Thing thing) => ThingTexts[(int)thing];

    /// <summary>The name as text.</summary>
    public static string Text(RoomName room) => RoomTexts[(int)room];

    /// <summary>The name as text.</summary>
    public static string Text(Direction direction) => DirectionTexts[(int)direction];

    /// <summary>The thing of a name.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static Thing ParseThing(string name) => (Thing)Find(ThingTexts, name, "thing");

    /// <summary>The room of a name.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static RoomName ParseRoom(string name) => (RoomName)Find(RoomTexts, name, "room");

    /// <summary>The direction of a name.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static Direction ParseDirection(string name) => (Direction)Find(DirectionTexts, name, "direction");

    /// <summary>Whether a thing can be eaten, drunk, cut or cooked: a food or the meal.</summary>
    public static bool IsFood(Thing thing) => thing <= Thing.Meal;

    /// <summary>Whether things lie on it.</summary>
    public static bool IsSupporter(Thing thing) => thing is >= Thing.Table and <= Thing.Stove;

    /// <summary>Whether things lie in it, and it can be opened.</summary>
    public static bool IsContainer(Thing thing) => thing is Thing.Oven or Thing.Fridge or Thing.Toolbox;

    /// <summary>Whether it stands where it stands for good.</summary>
    public static bool IsFurniture(Thing thing) => thing is >= Thing.Table and <= Thing.Toolbox;

    /// <summary>Whether it can be carried.</summary>
    public static bool IsPortable(Thing thing) => thing <= Thing.Knife;

    /// <summary>Whether it is a door.</summary>
    public static bool IsDoor(Thing thing) => thing is >= Thing.FrostedGlassDoor and < Thing.None;

    /// <summary>What cooking with an appliance makes of a food; nothing for other furniture.</summary>
    public static Traits CooksTo(Thing appliance) => appliance switch
    {
        Thing.Oven => Traits.Roasted,
        Thing.Stove => Traits.Fried,
        Thing.Bbq => Traits.Grilled,
        _ => Traits.None,
    };

    private static int Find(ImmutableArray<string> names, string name, string what) =>
        names.IndexOf(name) is var index and >= 0 ? index : throw new FormatException($"there is no {what} '{name}' in the cooking world");
}
