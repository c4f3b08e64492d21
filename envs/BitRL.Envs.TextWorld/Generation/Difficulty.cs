namespace BitRL.Envs.TextWorld;

/// <summary>The knobs of the original (section 9.1 of the specification). Immutable.</summary>
internal sealed record Difficulty
{
    /// <summary>Fewest ingredients, 1 to 5.</summary>
    public int MinIngredients { get; init; } = 1;

    /// <summary>Most ingredients; each game draws one number of the range.</summary>
    public int MaxIngredients { get; init; } = 2;

    /// <summary>Ingredients that must be found; the others are carried at the start. Null for all.</summary>
    public int? Take { get; init; }

    /// <summary>Rooms: 1, 6, 9 or 12.</summary>
    public int Rooms { get; init; } = 1;

    /// <summary>Whether doors and containers are closed at the start.</summary>
    public bool Open { get; init; }

    /// <summary>Whether ingredients must be cooked.</summary>
    public bool Cook { get; init; } = true;

    /// <summary>Whether ingredients must be cut.</summary>
    public bool Cut { get; init; }

    /// <summary>Whether the player can carry few things only.</summary>
    public bool Drop { get; init; }

    /// <summary>Draws the recipe anew, the same way for the same number, among ingredients and other foods; 0 for not.</summary>
    public ulong RecipeSeed { get; init; }

    /// <summary>Which foods and preparations are used.</summary>
    public FoodSplit Split { get; init; }
}
