namespace BitRL.Envs.TextWorld;

/// <summary>
/// All commands that would do something now (section 9.5 of the specification), in a fixed order: by <see cref="Verb"/>, then by the order of things.
/// Up to a capacity; what would not fit is last: dropping and putting down. Not thread-safe.
/// </summary>
internal sealed class AdmissibleCommands
{
    private readonly Command[] _commands;
    private readonly Thing[] _carried = new Thing[Names.Things];
    private readonly Thing[] _reachable = new Thing[Names.Things];
    private readonly Thing[] _furniture = new Thing[Names.Things];
    private readonly Thing[] _doors = new Thing[Names.Directions];
    private int _carriedCount;
    private int _reachableCount;
    private int _furnitureCount;
    private int _doorCount;
    private int _count;

    /// <param name="capacity">Most commands it lists, at least 2.</param>
    public AdmissibleCommands(int capacity) => _commands = new Command[capacity];

    /// <summary>The commands.</summary>
    public ReadOnlySpan<Command> Commands => _commands.AsSpan(0, _count);

    /// <summary>Whether cooking would do something to a food with these traits.</summary>
    public static bool IsCookable(Traits traits) =>
        (traits & Traits.Raw) != Traits.None
        || (traits & (Traits.Cooked | Traits.Edible)) == (Traits.Cooked | Traits.Edible)
        || (traits & (Traits.NeedsCooking | Traits.Inedible)) == (Traits.NeedsCooking | Traits.Inedible);

    /// <summary>Lists the commands of a game.</summary>
    public void List(Game game)
    {
        Survey(game);
        _count = 0;
        Add(new Command(Verb.Look));
        Add(new Command(Verb.Inventory));
        AddMoves(game);
        AddOpening(game);
        AddTaking(game);
        AddCooking(game);
        AddCutting(game);
        AddMeal(game);
        AddExamining();
        AddPuttingDown(game);
    }

    private void Survey(Game game)
    {
        _carriedCount = _reachableCount = _furnitureCount = _doorCount = 0;
        for (Thing thing = Thing.Milk; thing < Thing.FrostedGlassDoor; thing++)
        {
            if (game.IsCarried(thing))
            {
                _carried[_carriedCount++] = thing;
            }
            else if (Names.IsFurniture(thing))
            {
                if (game.PlaceOf(thing) == Place.In(game.Room))
                {
                    _furniture[_furnitureCount++] = thing;
                }
            }
            else if (game.IsReachable(thing))
            {
                _reachable[_reachableCount++] = thing;
            }
        }
    }

    private void AddMoves(Game game)
    {
        for (Direction direction = Direction.North; direction <= Direction.West; direction++)
        {
            if (game.Map.TryExit(game.Room, direction, out _, out Thing door))
            {
                if (door != Thing.None)
                {
                    _doors[_doorCount++] = door;
                }

                if (door == Thing.None || game.Has(door, Traits.Open))
                {
                    Add(new Command(Verb.Go, Direction: direction));
                }
            }
        }
    }

    private void AddOpening(Game game)
    {
        AddOpening(game, Verb.Open, Traits.Closed);
        AddOpening(game, Verb.Close, Traits.Open);
    }

    private void AddOpening(Game game, Verb verb, Traits state)
    {
        foreach (Thing thing in _furniture.AsSpan(0, _furnitureCount))
        {
            if (Names.IsContainer(thing) && game.Has(thing, state))
            {
                Add(new Command(verb, thing));
            }
        }

        foreach (Thing door in _doors.AsSpan(0, _doorCount))
        {
            if (game.Has(door, state))
            {
                Add(new Command(verb, door));
            }
        }
    }

    private void AddTaking(Game game)
    {
        if (game.CarriedCount >= game.Capacity)
        {
            return;
        }

        foreach (Thing thing in _reachable.AsSpan(0, _reachableCount))
        {
            Add(new Command(Verb.Take, thing, game.PlaceOf(thing).Holder));
        }
    }

    private void AddCooking(Game game)
    {
        foreach (Thing food in _carried.AsSpan(0, _carriedCount))
        {
            if (!Names.IsFood(food) || !IsCookable(game.TraitsOf(food)))
            {
                continue;
            }

            foreach (Thing appliance in _furniture.AsSpan(0, _furnitureCount))
            {
                if (Names.CooksTo(appliance) != Traits.None)
                {
                    Add(new Command(Verb.Cook, food, appliance));
                }
            }
        }
    }

    private void AddCutting(Game game)
    {
        if (!game.IsCarried(Thing.Knife))
        {
            return;
        }

        for (Verb verb = Verb.Chop; verb <= Verb.Dice; verb++)
        {
            foreach (Thing food in _carried.AsSpan(0, _carriedCount))
            {
                if (game.Has(food, Traits.Uncut))
                {
                    Add(new Command(verb, food, Thing.Knife));
                }
            }
        }
    }

    private void AddMeal(Game game)
    {
        if (GameRules.CanPrepare(game))
        {
            Add(new Command(Verb.Prepare));
        }

        AddConsuming(game, Verb.Eat, Traits.Edible);
        AddConsuming(game, Verb.Drink, Traits.Drinkable);
    }

    private void AddConsuming(Game game, Verb verb, Traits trait)
    {
        foreach (Thing food in _carried.AsSpan(0, _carriedCount))
        {
            if (game.Has(food, trait))
            {
                Add(new Command(verb, food));
            }
        }
    }

    private void AddExamining()
    {
        foreach (Thing thing in _reachable.AsSpan(0, _reachableCount))
        {
            Add(new Command(Verb.Examine, thing));
        }

        foreach (Thing thing in _furniture.AsSpan(0, _furnitureCount))
        {
            Add(new Command(Verb.Examine, thing));
        }
    }

    private void AddPuttingDown(Game game)
    {
        ReadOnlySpan<Thing> carried = _carried.AsSpan(0, _carriedCount);
        foreach (Thing thing in carried)
        {
            Add(new Command(Verb.Drop, thing));
        }

        foreach (Thing thing in carried)
        {
            foreach (Thing holder in _furniture.AsSpan(0, _furnitureCount))
            {
                if (Names.IsSupporter(holder))
                {
                    Add(new Command(Verb.Put, thing, holder));
                }
                else if (Names.IsContainer(holder) && game.Has(holder, Traits.Open))
                {
                    Add(new Command(Verb.Insert, thing, holder));
                }
            }
        }
    }

    private void Add(Command command)
    {
        if (_count < _commands.Length)
        {
            _commands[_count++] = command;
        }
    }
}
