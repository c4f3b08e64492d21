using BitRL.Contracts.Observations;

namespace BitRL.Envs.TextWorld;

/// <summary>What the agent reads: what the game has told the player and what can be seen from here, and nothing else.</summary>
/// <param name="Recipe">What the cookbook said; empty until it was read.</param>
/// <param name="Room">Where the player is.</param>
/// <param name="Carried">The inventory.</param>
/// <param name="Seen">Things that can be reached here.</param>
/// <param name="Open">Open containers of the room.</param>
/// <param name="Closed">Closed containers of the room.</param>
/// <param name="Furniture">Other furniture of the room.</param>
/// <param name="Exits">Ways out of the room.</param>
/// <param name="Score">Points so far.</param>
/// <param name="Said">The last answer, cut.</param>
[ObservationSchema("Cooking game")]
internal readonly partial record struct CookingObservation(
    [Field(MaxItems = Game.MaxIngredients, Description = "recipe as far as it was read")] ReadOnlyMemory<CookingObservation.Item> Recipe,
    [Field(Description = "room")] RoomName Room,
    [Field(MaxItems = CookingObservation.MostThings, Name = "hand", Description = "carried")] ReadOnlyMemory<CookingObservation.Item> Carried,
    [Field(MaxItems = CookingObservation.MostThings, Name = "here", Description = "things here")] ReadOnlyMemory<CookingObservation.Found> Seen,
    [Field(MaxItems = CookingObservation.MostFurniture, Description = "open here")] ReadOnlyMemory<Thing> Open,
    [Field(MaxItems = CookingObservation.MostFurniture, Description = "closed here")] ReadOnlyMemory<Thing> Closed,
    [Field(MaxItems = CookingObservation.MostFurniture, Name = "other", Description = "other furniture here")] ReadOnlyMemory<Thing> Furniture,
    [Field(MaxItems = Names.Directions, Name = "door", Description = "exits")] ReadOnlyMemory<CookingObservation.Exit> Exits,
    [Field(0, 22, Unit = "points", Description = "score")] int Score,
    [Field(MaxBytes = CookingObservation.MostSaid, Name = "last", Description = "last answer")] ReadOnlyMemory<byte> Said)
{
    /// <summary>Most things in a list: every one that can be carried.</summary>
    public const int MostThings = (int)Thing.Knife + 1;

    /// <summary>Bytes of the last answer that are shown: what it did and earned; descriptions of rooms and recipes, which the other fields hold, are cut.</summary>
    public const int MostSaid = 64;

    /// <summary>Most pieces of furniture in a room.</summary>
    public const int MostFurniture = 8;

    /// <summary>A thing that is carried, or asked for by the recipe.</summary>
    [ObservationSchema("Item", Styles = TextStyles.None)]
    internal readonly partial record struct Item(
        [Field(Description = "name")] Thing Name,
        [Field(Description = "state")] Condition State);

    /// <summary>A thing that can be reached.</summary>
    [ObservationSchema("Found", Styles = TextStyles.None)]
    internal readonly partial record struct Found(
        [Field(Description = "name")] Thing Name,
        [Field(Description = "state")] Condition State,
        [Field(Description = "place, none for the floor")] Thing Place);

    /// <summary>A way out.</summary>
    [ObservationSchema("Exit", Styles = TextStyles.None)]
    internal readonly partial record struct Exit(
        [Field(Description = "direction")] Direction Direction,
        [Field(Description = "door, none where the way is free")] Thing Door,
        [Field(Description = "whether one can go through")] bool IsOpen,
        [Field(Description = "where it leads, new where nobody went")] RoomName To,
        [Field(0, TravelNotes.MostTimes, Unit = "times", Description = "how often it was used")] int Used);
}
