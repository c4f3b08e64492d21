namespace BitRL.Envs.TextWorld;

/// <summary>Makes observations of games. The lists of an observation are valid until the next one. Allocates nothing after construction. Not thread-safe.</summary>
internal sealed class Observer
{
    private readonly CookingObservation.Ingredient[] _recipe = new CookingObservation.Ingredient[Game.MaxIngredients];
    private readonly CookingObservation.Item[] _carried = new CookingObservation.Item[CookingObservation.MostThings];
    private readonly CookingObservation.Found[] _seen = new CookingObservation.Found[CookingObservation.MostThings];
    private readonly CookingObservation.Piece[] _furniture = new CookingObservation.Piece[Names.Things];
    private readonly CookingObservation.Exit[] _exits = new CookingObservation.Exit[Names.Directions];

    /// <summary>How a thing is cooked.</summary>
    public static Cooking CookingOf(Traits traits) =>
        (traits & Traits.Burned) != Traits.None ? Cooking.Burned
        : (traits & Traits.Fried) != Traits.None ? Cooking.Fried
        : (traits & Traits.Roasted) != Traits.None ? Cooking.Roasted
        : (traits & Traits.Grilled) != Traits.None ? Cooking.Grilled
        : (traits & (Traits.Raw | Traits.NeedsCooking)) != Traits.None ? Cooking.Raw
        : Cooking.Plain;

    /// <summary>How a thing is cut.</summary>
    public static Cutting CuttingOf(Traits traits) =>
        (traits & Traits.Chopped) != Traits.None ? Cutting.Chopped
        : (traits & Traits.Sliced) != Traits.None ? Cutting.Sliced
        : (traits & Traits.Diced) != Traits.None ? Cutting.Diced
        : Cutting.Uncut;

    /// <summary>How the recipe wants an ingredient cooked.</summary>
    public static Cooking CookingOf(RecipeLine line) => line.Cooking == Traits.None ? Cooking.Raw : CookingOf(line.Cooking);

    /// <summary>Observes a game.</summary>
    public CookingObservation Observe(Game game, Feedback feedback)
    {
        int recipe = 0;
        foreach (RecipeLine line in game.HasReadRecipe ? game.Recipe : default)
        {
            _recipe[recipe++] = new CookingObservation.Ingredient(line.Food, CookingOf(line), CuttingOf(line.Cut));
        }

        (int carried, int seen) = SurveyThings(game);
        return new CookingObservation(
            _recipe.AsMemory(0, recipe),
            game.Room,
            _carried.AsMemory(0, carried),
            _seen.AsMemory(0, seen),
            _furniture.AsMemory(0, SurveyFurniture(game)),
            _exits.AsMemory(0, SurveyExits(game)),
            game.Quests.Score,
            feedback.Text);
    }

    private static Opening OpeningOf(Traits traits) =>
        (traits & Traits.Open) != Traits.None ? Opening.Open : (traits & Traits.Closed) != Traits.None ? Opening.Closed : Opening.Fixed;

    private (int Carried, int Seen) SurveyThings(Game game)
    {
        int carried = 0;
        int seen = 0;
        for (Thing thing = Thing.Milk; thing <= Thing.Knife; thing++)
        {
            Traits traits = game.TraitsOf(thing);
            if (game.IsCarried(thing))
            {
                _carried[carried++] = new CookingObservation.Item(thing, CookingOf(traits), CuttingOf(traits));
            }
            else if (game.IsReachable(thing))
            {
                _seen[seen++] = new CookingObservation.Found(thing, CookingOf(traits), CuttingOf(traits), game.PlaceOf(thing).Holder);
            }
        }

        return (carried, seen);
    }

    private int SurveyFurniture(Game game)
    {
        int count = 0;
        for (Thing thing = Thing.Table; thing <= Thing.Toolbox; thing++)
        {
            if (game.PlaceOf(thing) == Place.In(game.Room))
            {
                _furniture[count++] = new CookingObservation.Piece(thing, OpeningOf(game.TraitsOf(thing)));
            }
        }

        return count;
    }

    private int SurveyExits(Game game)
    {
        int count = 0;
        for (Direction direction = Direction.North; direction <= Direction.West; direction++)
        {
            if (game.Map.TryExit(game.Room, direction, out _, out Thing door))
            {
                _exits[count++] = new CookingObservation.Exit(direction, door, door == Thing.None ? Opening.Fixed : OpeningOf(game.TraitsOf(door)));
            }
        }

        return count;
    }
}
