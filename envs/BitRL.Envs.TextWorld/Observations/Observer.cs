namespace BitRL.Envs.TextWorld;

/// <summary>Makes observations of games. The lists of an observation are valid until the next one. Allocates nothing after construction. Not thread-safe.</summary>
internal sealed class Observer
{
    private readonly CookingObservation.Item[] _recipe = new CookingObservation.Item[Game.MaxIngredients];
    private readonly CookingObservation.Item[] _carried = new CookingObservation.Item[CookingObservation.MostThings];
    private readonly CookingObservation.Found[] _seen = new CookingObservation.Found[CookingObservation.MostThings];
    private readonly Thing[] _open = new Thing[CookingObservation.MostFurniture];
    private readonly Thing[] _closed = new Thing[CookingObservation.MostFurniture];
    private readonly Thing[] _furniture = new Thing[CookingObservation.MostFurniture];
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

    /// <summary>How a thing is, in one.</summary>
    public static Condition ConditionOf(Cooking cooking, Cutting cut) => (Condition)((4 * (int)cooking) + (int)cut);

    /// <summary>Observes a game.</summary>
    public CookingObservation Observe(Game game, Feedback feedback)
    {
        int recipe = 0;
        foreach (RecipeLine line in game.HasReadRecipe ? game.Recipe : default)
        {
            _recipe[recipe++] = new CookingObservation.Item(line.Food, ConditionOf(CookingOf(line), CuttingOf(line.Cut)));
        }

        (int carried, int seen) = SurveyThings(game);
        (int open, int closed, int furniture) = SurveyFurniture(game);
        return new CookingObservation(
            _recipe.AsMemory(0, recipe),
            game.Room,
            _carried.AsMemory(0, carried),
            _seen.AsMemory(0, seen),
            _open.AsMemory(0, open),
            _closed.AsMemory(0, closed),
            _furniture.AsMemory(0, furniture),
            _exits.AsMemory(0, SurveyExits(game)),
            game.Quests.Score,
            feedback.Text);
    }

    private (int Carried, int Seen) SurveyThings(Game game)
    {
        int carried = 0;
        int seen = 0;
        for (Thing thing = Thing.Milk; thing <= Thing.Knife; thing++)
        {
            Traits traits = game.TraitsOf(thing);
            Condition state = ConditionOf(CookingOf(traits), CuttingOf(traits));
            if (game.IsCarried(thing))
            {
                _carried[carried++] = new CookingObservation.Item(thing, state);
            }
            else if (game.IsReachable(thing))
            {
                _seen[seen++] = new CookingObservation.Found(thing, state, game.PlaceOf(thing).Holder);
            }
        }

        return (carried, seen);
    }

    private (int Open, int Closed, int Others) SurveyFurniture(Game game)
    {
        int open = 0;
        int closed = 0;
        int others = 0;
        for (Thing thing = Thing.Table; thing <= Thing.Toolbox; thing++)
        {
            if (game.PlaceOf(thing) != Place.In(game.Room))
            {
                continue;
            }

            if (game.Has(thing, Traits.Open))
            {
                _open[open++] = thing;
            }
            else if (game.Has(thing, Traits.Closed))
            {
                _closed[closed++] = thing;
            }
            else
            {
                _furniture[others++] = thing;
            }
        }

        return (open, closed, others);
    }

    private int SurveyExits(Game game)
    {
        int count = 0;
        for (Direction direction = Direction.North; direction <= Direction.West; direction++)
        {
            if (game.Map.TryExit(game.Room, direction, out _, out Thing door))
            {
                _exits[count++] = new CookingObservation.Exit(
                    direction, door, door == Thing.None || game.Has(door, Traits.Open), game.Travels.Destination(game.Map, game.Room, direction), game.Travels.TimesOf(game.Room, direction));
            }
        }

        return count;
    }
}
