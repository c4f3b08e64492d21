namespace BitRL.Envs.TextWorld;

/// <summary>
/// Places foods (section 9.4 of the specification): the ingredients, foods with names like theirs beside them, and some more, of those that the split may show. Not
/// thread-safe.
/// </summary>
internal sealed class Pantry(FoodSplit split)
{
    private const double Spread = 3;
    private readonly Thing[] _others = new Thing[FoodCatalog.Count];

    /// <summary>Whether a food has a place in the world of a game.</summary>
    public static bool HasPlace(Game game, Thing food)
    {
        FoodClass own = FoodCatalog.Class(food);
        return Exists(game, own.Place) || Exists(game, own.OtherPlace);
    }

    /// <summary>Places ingredients and distractors.</summary>
    public void Fill(Game game, ReadOnlySpan<Thing> ingredients, ref GameRandom random)
    {
        foreach (Thing food in ingredients)
        {
            Put(game, food, UsualPlace(game, food, ref random));
        }

        foreach (Thing food in ingredients)
        {
            PutNamesake(game, food, last: false, ref random);
            PutNamesake(game, food, last: true, ref random);
        }

        int more = Math.Abs((int)((Spread * random.Normal()) + ingredients.Length));
        int count = 0;
        for (Thing food = Thing.Milk; food < Thing.Meal; food++)
        {
            if (IsFree(game, food) && HasPlace(game, food))
            {
                _others[count++] = food;
            }
        }

        random.Shuffle(_others.AsSpan(0, count));
        foreach (Thing food in _others.AsSpan(0, Math.Min(more, count)))
        {
            Put(game, food, UsualPlace(game, food, ref random));
        }
    }

    // One food that shares the first or the last word, where the ingredient is
    private void PutNamesake(Game game, Thing food, bool last, ref GameRandom random)
    {
        ReadOnlySpan<byte> word = WordOf(food, last);
        if (word.Length == Names.Of(food).Length)
        {
            return;
        }

        int count = 0;
        for (Thing other = Thing.Milk; other < Thing.Meal; other++)
        {
            if (IsFree(game, other) && WordOf(other, last).SequenceEqual(word))
            {
                _others[count++] = other;
            }
        }

        if (count > 0)
        {
            Put(game, random.Pick<Thing>(_others.AsSpan(0, count)), game.PlaceOf(food));
        }
    }

    private bool IsFree(Game game, Thing food) => game.PlaceOf(food) == Place.Nowhere && FoodCatalog.IsShown(food, split);

    private static ReadOnlySpan<byte> WordOf(Thing food, bool last)
    {
        ReadOnlySpan<byte> name = Names.Of(food);
        int blank = last ? name.LastIndexOf((byte)' ') : name.IndexOf((byte)' ');
        return blank < 0 ? name : last ? name[(blank + 1)..] : name[..blank];
    }

    private static Place UsualPlace(Game game, Thing food, ref GameRandom random)
    {
        FoodClass own = FoodCatalog.Class(food);
        bool first = Exists(game, own.Place) && (!Exists(game, own.OtherPlace) || random.Flip());
        Thing holder = first ? own.Place : own.OtherPlace;
        return holder == Thing.None ? Place.In(RoomName.Garden) : Place.At(holder);
    }

    private static bool Exists(Game game, Thing holder) =>
        holder == Thing.None ? game.Map.Exists(RoomName.Garden) : game.PlaceOf(holder) != Place.Nowhere;

    private static void Put(Game game, Thing food, Place place)
    {
        game.Move(food, place);
        game.Set(food, FoodCatalog.Class(food).Fresh);
    }
}
