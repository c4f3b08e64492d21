using BitRL.Contracts.Observations;

namespace BitRL.Envs.TextWorld;

/// <summary>
/// What a candidate reads like: the command, and behind it what the observation says of its object: how the recipe wants it, and how it is. Nothing that
/// the observation does not say. Thread-safe.
/// </summary>
internal static class ActionText
{
    /// <summary>Upper bound of a text, in bytes, in any style.</summary>
    public static int MaxBytes { get; } = CommandWriter.MaxBytes + 96;

    /// <summary>Writes one line.</summary>
    /// <param name="game">The state.</param>
    /// <param name="command">One of its commands.</param>
    /// <param name="withFacts">Whether facts follow the command.</param>
    /// <param name="style">JSON is one object; the other styles are the same.</param>
    /// <param name="destination">At least <see cref="MaxBytes"/>.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(Game game, Command command, bool withFacts, TextStyle style, Span<byte> destination)
    {
        bool isJson = style == TextStyle.Json;
        var writer = new Utf8TextWriter(destination, MaxBytes);
        writer.Write(isJson ? "{\"command\":\""u8 : ""u8);
        CommandWriter.Write(command, ref writer);
        if (withFacts && Names.IsFood(command.Object))
        {
            writer.Write(isJson ? "\",\"recipe\":\""u8 : "; recipe "u8);
            WriteRecipe(game, command.Object, ref writer);
            Traits traits = game.TraitsOf(command.Object);
            writer.Write(isJson ? "\",\"now\":\""u8 : "; now "u8);
            WriteState(Observer.CookingOf(traits), Observer.CuttingOf(traits), ref writer);
        }
        else if (withFacts && command.Object == Thing.Cookbook)
        {
            writer.Write(isJson ? "\",\"recipe\":\""u8 : "; recipe "u8);
            writer.Write(game.HasReadRecipe ? "read"u8 : "unread"u8);
        }

        else if (withFacts && command.Verb == Verb.Go)
        {
            WriteWay(game, command.Direction, isJson, ref writer);
        }

        writer.Write(isJson ? "\"}\n"u8 : "\n"u8);
        return writer.Length;
    }

    private static void WriteWay(Game game, Direction direction, bool isJson, ref Utf8TextWriter writer)
    {
        writer.Write(isJson ? "\",\"to\":\""u8 : "; to "u8);
        RoomName to = game.Travels.Destination(game.Map, game.Room, direction);
        writer.Write(to == RoomName.New ? "new"u8 : Names.Of(to));
        writer.Write(isJson ? "\",\"used\":\""u8 : "; used "u8);
        writer.Write([(byte)('0' + game.Travels.TimesOf(game.Room, direction))]);
    }

    private static void WriteRecipe(Game game, Thing food, ref Utf8TextWriter writer)
    {
        if (!game.HasReadRecipe)
        {
            writer.Write("unread"u8);
        }
        else if (game.TryRecipe(food, out RecipeLine line))
        {
            WriteState(Observer.CookingOf(line), Observer.CuttingOf(line.Cut), ref writer);
        }
        else
        {
            writer.Write("no"u8);
        }
    }

    private static void WriteState(Cooking cooking, Cutting cut, ref Utf8TextWriter writer)
    {
        writer.Write(cooking switch
        {
            Cooking.Raw => "raw"u8,
            Cooking.Fried => "fried"u8,
            Cooking.Roasted => "roasted"u8,
            Cooking.Grilled => "grilled"u8,
            Cooking.Burned => "burned"u8,
            _ => "plain"u8,
        });
        writer.Write(cut switch
        {
            Cutting.Chopped => " chopped"u8,
            Cutting.Sliced => " sliced"u8,
            Cutting.Diced => " diced"u8,
            _ => ""u8,
        });
    }
}
