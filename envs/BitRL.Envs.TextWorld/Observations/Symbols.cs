namespace BitRL.Envs.TextWorld;

/// <summary>
/// The numbers for a learner that reads no text: everything that is not a word. Of the state the room, whether the recipe was read and how long it is,
/// how much is carried and seen, the score; of a candidate its verb, the kind and state of its object, the furniture, the direction, where it leads as far as that is known. Names of foods, and so
/// what the recipe says of which, are words. Thread-safe.
/// </summary>
internal static class Symbols
{
    private const int Verbs = (int)Verb.Insert + 1;
    private const int Kinds = 7;
    private const int Cookings = (int)Cooking.Burned + 1;
    private const int Cuts = (int)Cutting.Diced + 1;
    private const int Furniture = Thing.FrostedGlassDoor - Thing.Table;
    private const int StateNumbers = 7;

    // direction, destination one-hot with "new" last, times
    private const int Ways = Names.Directions + Names.Rooms + 2;

    /// <summary>Numbers of a state.</summary>
    public const int StateSize = Names.Rooms + StateNumbers;

    /// <summary>Numbers of a candidate.</summary>
    public const int ActionSize = Verbs + Kinds + Cookings + Cuts + Furniture + Ways + 1;

    /// <summary>Writes the state.</summary>
    /// <param name="game">The game.</param>
    /// <param name="destination">[StateSize], overwritten.</param>
    public static void CopyState(Game game, Span<float> destination)
    {
        destination[..StateSize].Clear();
        destination[(int)game.Room] = 1;
        int seen = 0;
        for (Thing thing = Thing.Milk; thing <= Thing.Knife; thing++)
        {
            seen += !game.IsCarried(thing) && game.IsReachable(thing) ? 1 : 0;
        }

        Span<float> numbers = destination[Names.Rooms..];
        numbers[0] = game.HasReadRecipe ? 1 : 0;
        numbers[1] = game.HasReadRecipe ? game.Recipe.Length : 0;
        numbers[2] = game.CarriedCount;
        numbers[3] = seen;
        numbers[4] = game.Quests.Score;
        numbers[5] = game.IsPrepared ? 1 : 0;
        numbers[6] = GameRules.CanPrepare(game) ? 1 : 0;
    }

    /// <summary>Writes a candidate.</summary>
    /// <param name="game">The game.</param>
    /// <param name="command">The candidate.</param>
    /// <param name="destination">[ActionSize], overwritten.</param>
    public static void CopyAction(Game game, Command command, Span<float> destination)
    {
        destination[..ActionSize].Clear();
        destination[(int)command.Verb] = 1;
        Span<float> rest = destination[Verbs..];
        rest[KindOf(command.Object)] = 1;
        rest = rest[Kinds..];
        if (Names.IsFood(command.Object))
        {
            Traits traits = game.TraitsOf(command.Object);
            rest[(int)Observer.CookingOf(traits)] = 1;
            rest[Cookings + (int)Observer.CuttingOf(traits)] = 1;
        }

        rest = rest[(Cookings + Cuts)..];
        Thing furniture = Names.IsFurniture(command.Second) ? command.Second : command.Object;
        if (Names.IsFurniture(furniture))
        {
            rest[furniture - Thing.Table] = 1;
        }

        rest = rest[Furniture..];
        if (command.Verb == Verb.Go)
        {
            rest[(int)command.Direction] = 1;
            CopyWay(game, command.Direction, rest[Names.Directions..]);
        }

        rest[Ways] = command.Object != Thing.None && game.IsCarried(command.Object) ? 1 : 0;
    }

    private static void CopyWay(Game game, Direction direction, Span<float> destination)
    {
        destination[(int)game.Travels.Destination(game.Map, game.Room, direction)] = 1;
        destination[Names.Rooms + 1] = game.Travels.TimesOf(game.Room, direction);
    }

    private static int KindOf(Thing thing) => thing switch
    {
        < Thing.Meal => 1,
        Thing.Meal => 2,
        Thing.Cookbook => 3,
        Thing.Knife => 4,
        < Thing.FrostedGlassDoor => 5,
        < Thing.None => 6,
        Thing.None => 0,
        _ => 0,
    };
}
