namespace BitRL.Envs.TextWorld;

/// <summary>Says why a command that was understood cannot be done. Thread-safe.</summary>
internal static class Refusals
{
    /// <summary>Checks a command against the rules; the same rules as those of <see cref="AdmissibleCommands"/>, but for examining, which every visible thing allows.</summary>
    /// <returns>Whether it can be done; otherwise <paramref name="feedback"/> says why not.</returns>
    public static bool Allows(Game game, Command command, Feedback feedback) => command.Verb switch
    {
        Verb.Look or Verb.Inventory or Verb.Examine => true,
        Verb.Go => AllowsGo(game, command, feedback),
        Verb.Open or Verb.Close => AllowsOpening(game, command, feedback),
        Verb.Take => AllowsTake(game, command, feedback),
        Verb.Prepare => AllowsPrepare(game, feedback),
        _ when !game.IsCarried(command.Object) => Refuse(feedback, "You need to take the "u8, command.Object, " first."u8),
        Verb.Drop => true,
        Verb.Put or Verb.Insert => AllowsPut(game, command, feedback),
        Verb.Eat or Verb.Drink => AllowsConsuming(game, command, feedback),
        Verb.Cook => AllowsCook(game, command, feedback),
        _ => AllowsCut(game, command, feedback),
    };

    private static bool AllowsGo(Game game, Command command, Feedback feedback)
    {
        if (!game.Map.TryExit(game.Room, command.Direction, out _, out Thing door))
        {
            return Refuse(feedback, "You can't go that way."u8);
        }

        return door == Thing.None || game.Has(door, Traits.Open) || Refuse(feedback, "You have to open the "u8, door, " first."u8);
    }

    private static bool AllowsOpening(Game game, Command command, Feedback feedback)
    {
        bool opens = command.Verb == Verb.Open;
        if (!game.Has(command.Object, Traits.Open | Traits.Closed))
        {
            return Refuse(feedback, opens ? "That's not something you can open."u8 : "That's not something you can close."u8);
        }

        return game.Has(command.Object, opens ? Traits.Closed : Traits.Open)
            || Refuse(feedback, opens ? "That's already open."u8 : "That's already closed."u8);
    }

    private static bool AllowsTake(Game game, Command command, Feedback feedback)
    {
        if (game.IsCarried(command.Object))
        {
            return Refuse(feedback, "You already have that."u8);
        }

        if (!Names.IsPortable(command.Object))
        {
            return Refuse(feedback, "That's fixed in place."u8);
        }

        if (game.PlaceOf(command.Object).Holder != command.Second)
        {
            return Refuse(feedback, "But it isn't there now."u8);
        }

        return game.CarriedCount < game.Capacity || Refuse(feedback, "You're carrying too many things already."u8);
    }

    private static bool AllowsPut(Game game, Command command, Feedback feedback)
    {
        if (Names.IsContainer(command.Second) && game.PlaceOf(command.Second) == Place.In(game.Room))
        {
            return game.Has(command.Second, Traits.Open) || Refuse(feedback, "You have to open the "u8, command.Second, " first."u8);
        }

        return (Names.IsSupporter(command.Second) && game.PlaceOf(command.Second) == Place.In(game.Room))
            || Refuse(feedback, "Putting things on that would achieve nothing."u8);
    }

    private static bool AllowsConsuming(Game game, Command command, Feedback feedback)
    {
        bool eats = command.Verb == Verb.Eat;
        if (eats && game.Has(command.Object, Traits.NeedsCooking))
        {
            return Refuse(feedback, "You should cook the "u8, command.Object, " first."u8);
        }

        return game.Has(command.Object, eats ? Traits.Edible : Traits.Drinkable)
            || Refuse(feedback, eats ? "That's plainly inedible."u8 : "You can't drink that."u8);
    }

    private static bool AllowsCook(Game game, Command command, Feedback feedback)
    {
        if (!Names.IsFood(command.Object))
        {
            return Refuse(feedback, "Can only cook food."u8);
        }

        if (command.Second == Thing.None || Names.CooksTo(command.Second) == Traits.None)
        {
            return Refuse(feedback, "Cooking requires a source of heat."u8);
        }

        return AdmissibleCommands.IsCookable(game.TraitsOf(command.Object)) || Refuse(feedback, "The "u8, command.Object, " cannot be cooked."u8);
    }

    private static bool AllowsCut(Game game, Command command, Feedback feedback)
    {
        if (command.Second != Thing.Knife || !game.IsCarried(Thing.Knife))
        {
            return Refuse(feedback, "Cutting something requires a knife."u8);
        }

        return game.Has(command.Object, Traits.Uncut) || Refuse(feedback, "The "u8, command.Object, " cannot be cut, or not any more."u8);
    }

    private static bool AllowsPrepare(Game game, Feedback feedback)
    {
        if (GameRules.CanPrepare(game))
        {
            return true;
        }

        if (game.Room != RoomName.Kitchen)
        {
            return Refuse(feedback, "Can only prepare meal in the kitchen."u8);
        }

        foreach (RecipeLine line in game.Recipe)
        {
            if (!game.IsCarried(line.Food))
            {
                return Refuse(feedback, "You still miss something."u8);
            }
        }

        foreach (RecipeLine line in game.Recipe)
        {
            if (GameRules.CookingOf(game.TraitsOf(line.Food)) != line.Cooking)
            {
                return Refuse(feedback, "Something still needs to be cooked."u8);
            }
        }

        return Refuse(feedback, "Something still needs to be cut."u8);
    }

    private static bool Refuse(Feedback feedback, ReadOnlySpan<byte> answer)
    {
        feedback.Refuse(answer);
        return false;
    }

    private static bool Refuse(Feedback feedback, ReadOnlySpan<byte> before, Thing thing, ReadOnlySpan<byte> after)
    {
        feedback.Refuse(before, thing, after);
        return false;
    }
}
