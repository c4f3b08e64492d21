using BitRL.Contracts.Observations;

namespace BitRL.Envs.TextWorld;

/// <summary>Names of things in sentences: with their state, with articles, in lists. Thread-safe.</summary>
internal static class Phrases
{
    /// <summary>A name as a listing has it: <c>sliced raw red tuna</c>.</summary>
    public static void WriteWithState(Game game, Thing thing, ref Utf8TextWriter writer)
    {
        Traits traits = game.TraitsOf(thing);
        if (Names.IsFood(thing))
        {
            WriteWord(CutWord(traits), ref writer);
            WriteWord(CookingWord(traits), ref writer);
        }

        writer.Write(Names.Of(thing));
    }

    /// <summary>The same with "a", "an" or "some".</summary>
    public static void WriteIndefinite(Game game, Thing thing, ref Utf8TextWriter writer)
    {
        Span<byte> name = stackalloc byte[64];
        var phrase = new Utf8TextWriter(name);
        WriteWithState(game, thing, ref phrase);
        writer.Write(FoodCatalog.IsMass(thing) ? "some "u8 : "aeiou"u8.Contains(name[0]) ? "an "u8 : "a "u8);
        writer.Write(name[..phrase.Length]);
    }

    /// <summary>Writes the things at a place: "a knife, some water and an egg", or "nothing".</summary>
    public static void WriteList(Game game, Place place, ref Utf8TextWriter writer)
    {
        int left = 0;
        for (Thing thing = Thing.Milk; thing <= Thing.Knife; thing++)
        {
            left += game.PlaceOf(thing) == place ? 1 : 0;
        }

        if (left == 0)
        {
            writer.Write("nothing"u8);
        }

        for (Thing thing = Thing.Milk; left > 0; thing++)
        {
            if (game.PlaceOf(thing) == place)
            {
                WriteIndefinite(game, thing, ref writer);
                left--;
                writer.Write(left > 1 ? ", "u8 : left == 1 ? " and "u8 : ""u8);
            }
        }
    }

    /// <summary>How a food is cut; empty where it is not.</summary>
    public static ReadOnlySpan<byte> CutWord(Traits traits) =>
        (traits & Traits.Chopped) != Traits.None ? "chopped"u8 : (traits & Traits.Sliced) != Traits.None ? "sliced"u8 : (traits & Traits.Diced) != Traits.None ? "diced"u8 : ""u8;

    /// <summary>How a food is cooked; "raw" where it cannot be eaten so, empty where there is nothing to say.</summary>
    public static ReadOnlySpan<byte> CookingWord(Traits traits)
    {
        if ((traits & Traits.Burned) != Traits.None)
        {
            return "burned"u8;
        }

        return (traits & Traits.NeedsCooking) != Traits.None ? "raw"u8 : WayWord(GameRules.CookingOf(traits));
    }

    /// <summary>The past of a way of cooking: "fried".</summary>
    public static ReadOnlySpan<byte> WayWord(Traits way) => way switch
    {
        Traits.Fried => "fried"u8,
        Traits.Roasted => "roasted"u8,
        Traits.Grilled => "grilled"u8,
        _ => ""u8,
    };

    private static void WriteWord(ReadOnlySpan<byte> word, ref Utf8TextWriter writer)
    {
        writer.Write(word);
        writer.Write(word.IsEmpty ? ""u8 : " "u8);
    }
}
