namespace BitRL.Envs.TextWorld;

/// <summary>
/// A cooking game as it stands: map, recipe, where everything is and what is true of it, quests, score. Made by <see cref="GameMaker"/> or read from a
/// recording; changed by <see cref="GameRules"/>. Made again in place, without allocating. Not thread-safe.
/// </summary>
internal sealed class Game
{
    /// <summary>Most ingredients of a recipe.</summary>
    public const int MaxIngredients = 5;

    private readonly Place[] _places = new Place[Names.Things];
    private readonly Traits[] _traits = new Traits[Names.Things];
    private readonly RecipeLine[] _recipe = new RecipeLine[MaxIngredients];
    private int _recipeLength;

    public RoomMap Map { get; } = new();

    public QuestBook Quests { get; } = new();

    /// <summary>The ways that the player took.</summary>
    public TravelNotes Travels { get; } = new();

    /// <summary>Where the player is.</summary>
    public RoomName Room { get; set; }

    /// <summary>Most things the player can carry.</summary>
    public int Capacity { get; set; }

    /// <summary>Whether the cookbook was read.</summary>
    public bool HasReadRecipe { get; set; }

    /// <summary>Whether the meal was made: the recipe works once.</summary>
    public bool IsPrepared { get; set; }

    /// <summary>The recipe, in the cookbook's order.</summary>
    public ReadOnlySpan<RecipeLine> Recipe => _recipe.AsSpan(0, _recipeLength);

    /// <summary>Things carried.</summary>
    public int CarriedCount { get; private set; }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Map.Clear();
        Travels.Clear();
        _places.AsSpan().Fill(Place.Nowhere);
        _traits.AsSpan().Clear();
        _recipeLength = 0;
        CarriedCount = 0;
        Capacity = int.MaxValue;
        Room = RoomName.Kitchen;
        HasReadRecipe = IsPrepared = false;
    }

    public Place PlaceOf(Thing thing) => _places[(int)thing];

    public void Move(Thing thing, Place place)
    {
        CarriedCount += (place == Place.Carried ? 1 : 0) - (IsCarried(thing) ? 1 : 0);
        _places[(int)thing] = place;
    }

    public bool IsCarried(Thing thing) => _places[(int)thing] == Place.Carried;

    public Traits TraitsOf(Thing thing) => _traits[(int)thing];

    /// <summary>Whether a thing has one of some traits.</summary>
    public bool Has(Thing thing, Traits any) => (_traits[(int)thing] & any) != Traits.None;

    public void Set(Thing thing, Traits traits) => _traits[(int)thing] = traits;

    public void Change(Thing thing, Traits lost, Traits gained) => _traits[(int)thing] = (_traits[(int)thing] & ~lost) | gained;

    public void AddToRecipe(RecipeLine line) => _recipe[_recipeLength++] = line;

    /// <summary>What the recipe says of a food.</summary>
    public bool TryRecipe(Thing food, out RecipeLine line)
    {
        foreach (RecipeLine candidate in Recipe)
        {
            if (candidate.Food == food)
            {
                line = candidate;
                return true;
            }
        }

        line = default;
        return false;
    }

    /// <summary>Whether a thing can be seen and reached: carried, on the floor or standing here, on a supporter here, in an open container here.</summary>
    public bool IsReachable(Thing thing)
    {
        Place place = PlaceOf(thing);
        return place == Place.Carried || place == Place.In(Room)
            || (place.Holder is var holder && holder != Thing.None && PlaceOf(holder) == Place.In(Room) && !Has(holder, Traits.Closed));
    }
}
