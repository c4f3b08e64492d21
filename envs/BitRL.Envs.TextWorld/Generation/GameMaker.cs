namespace BitRL.Envs.TextWorld;

/// <summary>
/// Makes games from seeds (sections 9.2 to 9.4 of the specification): map, furniture, recipe, ingredients, other foods that look alike, tools. The same seed and
/// difficulty give the same game. Allocates nothing after construction. Not thread-safe.
/// </summary>
internal sealed class GameMaker(Difficulty difficulty)
{
    private readonly MapMaker _maps = new();
    private readonly Pantry _pantry = new(difficulty.Split);
    private readonly Thing[] _ingredients = new Thing[Game.MaxIngredients];
    private readonly Thing[] _eligible = new Thing[FoodCatalog.Count];
    private readonly RecipeLine[] _ways = new RecipeLine[Preparations.Most];
    private int _eligibleCount;

    /// <summary>Makes a game in place.</summary>
    public void Make(Game game, ulong seed)
    {
        var random = new GameRandom(seed);
        game.Clear();
        _maps.Make(game, difficulty.Rooms, difficulty.Open, ref random);
        Furnishing.Place(game, difficulty, ref random);
        ListEligible(game);
        int count = Math.Min(_eligibleCount, difficulty.MinIngredients + random.Index(difficulty.MaxIngredients - difficulty.MinIngredients + 1));
        ChooseIngredients(count, ref random);
        _pantry.Fill(game, _ingredients.AsSpan(0, count), ref random);
        if (difficulty.RecipeSeed > 0)
        {
            ChooseAgain(game, count);
        }
        else
        {
            WriteRecipe(game, count, ref random);
        }

        Prepare(game, ref random);
        game.Capacity = !difficulty.Drop ? int.MaxValue : count == 1 && difficulty.Cut ? 2 : count;
        game.Room = PickRoom(game.Map, ref random);
        game.Quests.Start(game);
    }

    private static RoomName PickRoom(RoomMap map, ref GameRandom random)
    {
        int left = random.Index(map.Count);
        for (RoomName room = RoomName.Kitchen; ; room++)
        {
            if (map.Exists(room) && left-- == 0)
            {
                return room;
            }
        }
    }

    // Foods that have a place in this world and a way to be prepared
    private void ListEligible(Game game)
    {
        _eligibleCount = 0;
        for (Thing food = Thing.Milk; food < Thing.Meal; food++)
        {
            if (Pantry.HasPlace(game, food) && Preparations.List(food, difficulty, CanGrill(game), _ways) > 0)
            {
                _eligible[_eligibleCount++] = food;
            }
        }
    }

    private void ChooseIngredients(int count, ref GameRandom random)
    {
        random.Shuffle(_eligible.AsSpan(0, _eligibleCount));
        _eligible.AsSpan(0, count).CopyTo(_ingredients);
        SortByName(_ingredients.AsSpan(0, count));
    }

    private void WriteRecipe(Game game, int count, ref GameRandom random)
    {
        foreach (Thing food in _ingredients.AsSpan(0, count))
        {
            int ways = Preparations.List(food, difficulty, CanGrill(game), _ways);
            game.AddToRecipe(random.Pick<RecipeLine>(_ways.AsSpan(0, ways)));
        }
    }

    // Another recipe from the foods that are there
    private void ChooseAgain(Game game, int count)
    {
        var random = new GameRandom(difficulty.RecipeSeed);
        int present = 0;
        for (Thing food = Thing.Milk; food < Thing.Meal; food++)
        {
            if (game.PlaceOf(food) != Place.Nowhere && Preparations.List(food, difficulty, CanGrill(game), _ways) > 0)
            {
                _eligible[present++] = food;
            }
        }

        random.Shuffle(_eligible.AsSpan(0, present));
        _eligible.AsSpan(0, count).CopyTo(_ingredients);
        WriteRecipe(game, count, ref random);
    }

    // What need not be done is done already: cooking, cutting, finding
    private void Prepare(Game game, ref GameRandom random)
    {
        foreach (RecipeLine line in game.Recipe)
        {
            if (!difficulty.Cook)
            {
                game.Change(line.Food, line.Cooking == Traits.None ? Traits.None : Traits.Raw | Traits.NeedsCooking | Traits.Inedible, Traits.Cooked | line.Cooking | (line.Cooking == Traits.None ? Traits.None : Traits.Edible));
            }

            if (!difficulty.Cut && line.Cut != Traits.None)
            {
                game.Change(line.Food, Traits.Uncut, line.Cut);
            }
        }

        int count = game.Recipe.Length;
        random.Shuffle(_ingredients.AsSpan(0, count));
        for (int i = Math.Min(difficulty.Take ?? count, count); i < count; i++)
        {
            game.Move(_ingredients[i], Place.Carried);
        }
    }

    private static bool CanGrill(Game game) => game.PlaceOf(Thing.Bbq) != Place.Nowhere;

    private static void SortByName(Span<Thing> things) => things.Sort(static (one, other) => Names.Of(one).SequenceCompareTo(Names.Of(other)));
}
