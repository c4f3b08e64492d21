using BitRL.Contracts.Observations;

namespace BitRL.Envs.TextWorld;

/// <summary>What the agent reads: what the game has told the player and what can be seen from here, and nothing else.</summary>
/// <param name="Recipe">What the cookbook said; empty until it was read.</param>
/// <param name="Room">Where the player is.</param>
/// <param name="Carried">The inventory.</param>
/// <param name="Seen">Things that can be reached here.</param>
/// <param name="Furniture">Furniture of the room.</param>
/// <param name="Exits">Ways out of the room.</param>
/// <param name="Score">Points so far.</param>
/// <param name="Said">The last answer, cut.</param>
[ObservationSchema("Cooking game")]
internal readonly partial record struct CookingObservation(
    [Field(MaxItems = Game.MaxIngredients, Description = "recipe as far as it was read")] ReadOnlyMemory<CookingObservation.Ingredient> Recipe,
    [Field(Description = "room")] RoomName Room,
    [Field(MaxItems = CookingObservation.MostThings, Description = "carried")] ReadOnlyMemory<CookingObservation.Item> Carried,
    [Field(MaxItems = CookingObservation.MostThings, Description = "things here")] ReadOnlyMemory<CookingObservation.Found> Seen,
    [Field(MaxItems = 8, Description = "furniture here")] ReadOnlyMemory<CookingObservation.Piece> Furniture,
    [Field(MaxItems = Names.Directions, Description = "exits")] ReadOnlyMemory<CookingObservation.Exit> Exits,
    [Field(0, 22, Unit = "points", Description = "score")] int Score,
    [Field(MaxBytes = CookingObservation.MostSaid, Description = "last answer")] ReadOnlyMemory<byte> Said)
{
    /// <summary>Most things in a list: every one that can be carried.</summary>
    public const int MostThings = (int)Thing.Knife + 1;

    /// <summary>Bytes of the last answer that are shown: what it did and earned; descriptions of rooms and recipes, which the other fields hold, are cut.</summary>
    public const int MostSaid = 96;

    /// <summary>An ingredient of the recipe.</summary>
    [ObservationSchema("Ingredient", Styles = TextStyles.None)]
    internal readonly partial record struct Ingredient(
        [Field(Description = "food")] Thing Name,
        [Field(Description = "cooking")] Cooking Cooking,
        [Field(Description = "cut")] Cutting Cut);

    /// <summary>A thing that is carried.</summary>
    [ObservationSchema("Item", Styles = TextStyles.None)]
    internal readonly partial record struct Item(
        [Field(Description = "name")] Thing Name,
        [Field(Description = "cooking")] Cooking Cooking,
        [Field(Description = "cut")] Cutting Cut);

    /// <summary>A thing that can be reached.</summary>
    [ObservationSchema("Found", Styles = TextStyles.None)]
    internal readonly partial record struct Found(
        [Field(Description = "name")] Thing Name,
        [Field(Description = "cooking")] Cooking Cooking,
        [Field(Description = "cut")] Cutting Cut,
        [Field(Description = "place, none for the floor")] Thing Place);

    /// <summary>A piece of furniture.</summary>
    [ObservationSchema("Piece", Styles = TextStyles.None)]
    internal readonly partial record struct Piece(
        [Field(Description = "name")] Thing Name,
        [Field(Description = "state")] Opening State);

    /// <summary>A way out.</summary>
    [ObservationSchema("Exit", Styles = TextStyles.None)]
    internal readonly partial record struct Exit(
        [Field(Description = "direction")] Direction Direction,
        [Field(Description = "door")] Thing Door,
        [Field(Description = "state")] Opening State);
}
