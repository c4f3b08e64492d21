using BitRL.Contracts.Observations;

namespace BitRL.Envs.TextWorld;

/// <summary>Writes what the cookbook says. Thread-safe.</summary>
internal static class Cookbook
{
    /// <summary>Writes the whole page, line feeds included.</summary>
    public static void Write(Game game, ref Utf8TextWriter writer)
    {
        writer.Write(
            "You open the copy of 'Cooking: A Modern Approach (3rd Ed.)' and start reading:\n\nRecipe #1\n---------\nGather all following ingredients and follow the directions to prepare this tasty meal.\n\nIngredients:\n"u8);
        bool isFirst = true;
        foreach (RecipeLine line in game.Recipe)
        {
            writer.Write(isFirst ? ""u8 : "\n  "u8);
            writer.Write(Names.Of(line.Food));
            isFirst = false;
        }

        writer.Write("\n\nDirections:\n"u8);
        foreach (RecipeLine line in game.Recipe)
        {
            WriteDirection(CutVerb(line.Cut), line.Food, ref writer);
            WriteDirection(CookVerb(line.Cooking), line.Food, ref writer);
        }

        writer.Write("prepare meal\n"u8);
    }

    private static void WriteDirection(ReadOnlySpan<byte> verb, Thing food, ref Utf8TextWriter writer)
    {
        if (verb.IsEmpty)
        {
            return;
        }

        writer.Write(verb);
        writer.Write(" the "u8);
        writer.Write(Names.Of(food));
        writer.Write("\n  "u8);
    }

    private static ReadOnlySpan<byte> CutVerb(Traits cut) => cut switch
    {
        Traits.Chopped => "chop"u8,
        Traits.Sliced => "slice"u8,
        Traits.Diced => "dice"u8,
        _ => ""u8,
    };

    private static ReadOnlySpan<byte> CookVerb(Traits way) => way switch
    {
        Traits.Fried => "fry"u8,
        Traits.Roasted => "roast"u8,
        Traits.Grilled => "grill"u8,
        _ => ""u8,
    };
}
