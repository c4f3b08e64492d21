namespace BitRL.Envs.TextWorld;

/// <summary>Makes the world of a recorded game from its facts. Thread-safe after construction.</summary>
internal sealed class FactReader(GameRecording recording)
{
    private readonly (string Name, string[] Arguments)[] _facts = [.. recording.InitialFacts.Select(Split)];

    /// <summary>Makes the game as it was at the start.</summary>
    /// <exception cref="FormatException">A fact cannot be understood.</exception>
    public void Make(Game game)
    {
        game.Clear();
        MakeMap(game);
        int slots = 0;
        foreach ((string name, string[] arguments) in _facts)
        {
            slots += arguments is [{ } slot] && slot.StartsWith("slot_", StringComparison.Ordinal) ? 1 : 0;
            Take(game, name, arguments);
        }

        game.Capacity = slots > 0 ? slots : int.MaxValue;
        foreach (string[] line in recording.Recipe)
        {
            if (line.Length != 3)
            {
                throw new FormatException($"a recipe line has {line.Length} parts; it must have food, cooking and cut");
            }

            game.AddToRecipe(new RecipeLine(Names.ParseThing(line[0]), TraitOf(line[1]) & Traits.AnyCooking, TraitOf(line[2]) & Traits.AnyCut));
        }

        game.Quests.Start(game);
    }

    private static (string Name, string[] Arguments) Split(string fact)
    {
        int open = fact.IndexOf('(', StringComparison.Ordinal);
        return open > 0 && fact[^1] == ')'
            ? (fact[..open], fact[(open + 1)..^1].Split(", "))
            : throw new FormatException($"'{fact}' is not a fact such as on(knife, table)");
    }

    private void MakeMap(Game game)
    {
        foreach ((string name, string[] arguments) in _facts)
        {
            if (name.EndsWith("_of", StringComparison.Ordinal) && arguments is [var there, var here])
            {
                game.Map.Add(Names.ParseRoom(there));
                game.Map.Add(Names.ParseRoom(here));
                game.Map.Connect(Names.ParseRoom(here), Names.ParseDirection(name[..^3]), Names.ParseRoom(there));
            }
        }

        foreach ((string name, string[] arguments) in _facts)
        {
            if (name == "link" && arguments is [var one, var door, var other])
            {
                game.Map.PutDoor(Names.ParseRoom(one), Names.ParseRoom(other), Names.ParseThing(door));
            }
        }
    }

    private static void Take(Game game, string name, string[] arguments)
    {
        switch (name, arguments)
        {
            case ("at", ["P", var room]):
                game.Map.Add(Names.ParseRoom(room));
                game.Room = Names.ParseRoom(room);
                break;
            case ("at", [var thing, var room]):
                game.Map.Add(Names.ParseRoom(room));
                game.Move(Names.ParseThing(thing), Place.In(Names.ParseRoom(room)));
                break;
            case ("in", [_, "RECIPE"]):
                break;
            case ("in", [var thing, "I"]):
                game.Move(Names.ParseThing(thing), Place.Carried);
                break;
            case ("on" or "in", [var thing, var holder]):
                game.Move(Names.ParseThing(thing), Place.At(Names.ParseThing(holder)));
                break;
            case (_, [var thing]) when TraitOf(name) is var trait && trait != Traits.None && !thing.StartsWith("ingredient_", StringComparison.Ordinal):
                game.Change(Names.ParseThing(thing), Traits.None, trait);
                break;
        }
    }

    // Facts that are no trait of ours (cuttable, cookable, base, …) say nothing that the rules need
    private static Traits TraitOf(string name) => name switch
    {
        "needs_cooking" => Traits.NeedsCooking,
        "anycut" or "anycooking" or "none" => Traits.None,
        _ => Enum.TryParse(name, ignoreCase: true, out Traits trait) && !char.IsAsciiDigit(name[0]) ? trait : Traits.None,
    };
}
