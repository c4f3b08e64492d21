namespace BitRL.Envs.TextWorld;

/// <summary>What commands do (section 9.5 of the specification). Thread-safe; each game belongs to one thread.</summary>
internal static class GameRules
{
    /// <summary>Carries out a command that is admissible, and evaluates the quests.</summary>
    public static void Apply(Game game, Command command)
    {
        switch (command.Verb)
        {
            case Verb.Go:
                game.Map.TryExit(game.Room, command.Direction, out RoomName to, out _);
                game.Travels.Add(game.Room, command.Direction);
                game.Room = to;
                break;
            case Verb.Open:
                game.Change(command.Object, Traits.Closed, Traits.Open);
                break;
            case Verb.Close:
                game.Change(command.Object, Traits.Open, Traits.Closed);
                break;
            case Verb.Take:
                game.Move(command.Object, Place.Carried);
                break;
            case Verb.Drop:
                game.Move(command.Object, Place.In(game.Room));
                break;
            case Verb.Put or Verb.Insert:
                game.Move(command.Object, Place.At(command.Second));
                break;
            case Verb.Examine:
                game.HasReadRecipe |= command.Object == Thing.Cookbook;
                break;
            default:
                ApplyToFood(game, command);
                break;
        }

        game.Quests.Evaluate(game);
    }

    /// <summary>Whether the meal can be made here and now: every ingredient carried, in exactly the state that the recipe asks for.</summary>
    public static bool CanPrepare(Game game)
    {
        if (game.Room != RoomName.Kitchen || game.IsPrepared)
        {
            return false;
        }

        foreach (RecipeLine line in game.Recipe)
        {
            if (!game.IsCarried(line.Food) || !IsAs(game, line))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether an ingredient is cooked and cut just as the recipe says.</summary>
    public static bool IsAs(Game game, RecipeLine line)
    {
        Traits traits = game.TraitsOf(line.Food);
        return CookingOf(traits) == line.Cooking && (traits & Traits.AnyCut) == line.Cut;
    }

    /// <summary>The way in which a food is cooked; <see cref="Traits.None"/> where it is not. A burned one keeps its first way.</summary>
    public static Traits CookingOf(Traits traits) =>
        (traits & Traits.Fried) != Traits.None ? Traits.Fried : (traits & Traits.Roasted) != Traits.None ? Traits.Roasted : traits & Traits.Grilled;

    /// <summary>What cutting makes of a food.</summary>
    public static Traits CutsTo(Verb verb) => verb switch
    {
        Verb.Chop => Traits.Chopped,
        Verb.Slice => Traits.Sliced,
        Verb.Dice => Traits.Diced,
        _ => Traits.None,
    };

    private static void ApplyToFood(Game game, Command command)
    {
        switch (command.Verb)
        {
            case Verb.Eat:
                Consume(game, command.Object, Traits.Edible);
                break;
            case Verb.Drink:
                Consume(game, command.Object, Traits.Drinkable);
                break;
            case Verb.Chop or Verb.Slice or Verb.Dice:
                game.Change(command.Object, Traits.Uncut, CutsTo(command.Verb));
                break;
            case Verb.Cook:
                Cook(game, command.Object, Names.CooksTo(command.Second));
                break;
            case Verb.Prepare:
                Prepare(game);
                break;
        }
    }

    private static void Consume(Game game, Thing food, Traits lost)
    {
        game.Move(food, Place.Nowhere);
        game.Change(food, lost, Traits.Consumed);
    }

    // The burn test comes first: what is cooked already burns, whatever the appliance
    private static void Cook(Game game, Thing food, Traits way)
    {
        Traits traits = game.TraitsOf(food);
        if ((traits & (Traits.Cooked | Traits.Edible)) == (Traits.Cooked | Traits.Edible))
        {
            game.Change(food, Traits.Cooked | Traits.Edible, Traits.Burned | Traits.Inedible);
        }
        else if ((traits & Traits.Raw) != Traits.None)
        {
            game.Change(food, Traits.Raw, way | Traits.Cooked);
        }
        else
        {
            game.Change(food, Traits.NeedsCooking | Traits.Inedible, way | Traits.Cooked | Traits.Edible);
        }
    }

    private static void Prepare(Game game)
    {
        foreach (RecipeLine line in game.Recipe)
        {
            game.Move(line.Food, Place.Nowhere);
        }

        game.Move(Thing.Meal, Place.Carried);
        game.Change(Thing.Meal, Traits.None, Traits.Edible | Traits.Raw);
        game.IsPrepared = true;
    }
}
