using System.Collections.Immutable;

namespace BitRL.Envs.TextWorld;

/// <summary>Understands what a player typed: verbs and their other names, articles, parts of names. Not on a hot path: it allocates. Thread-safe.</summary>
internal static class CommandParser
{
    private static readonly ImmutableDictionary<string, Verb> Verbs = new Dictionary<string, Verb>(StringComparer.Ordinal)
    {
        ["look"] = Verb.Look, ["l"] = Verb.Look,
        ["inventory"] = Verb.Inventory, ["inv"] = Verb.Inventory, ["i"] = Verb.Inventory,
        ["go"] = Verb.Go, ["walk"] = Verb.Go, ["run"] = Verb.Go, ["move"] = Verb.Go,
        ["open"] = Verb.Open, ["close"] = Verb.Close, ["shut"] = Verb.Close,
        ["take"] = Verb.Take, ["get"] = Verb.Take, ["grab"] = Verb.Take, ["pick"] = Verb.Take,
        ["cook"] = Verb.Cook, ["chop"] = Verb.Chop, ["slice"] = Verb.Slice, ["dice"] = Verb.Dice,
        ["prepare"] = Verb.Prepare, ["make"] = Verb.Prepare,
        ["eat"] = Verb.Eat, ["drink"] = Verb.Drink,
        ["examine"] = Verb.Examine, ["x"] = Verb.Examine, ["read"] = Verb.Examine, ["inspect"] = Verb.Examine,
        ["drop"] = Verb.Drop, ["discard"] = Verb.Drop,
        ["put"] = Verb.Put, ["place"] = Verb.Put, ["insert"] = Verb.Insert,
    }.ToImmutableDictionary(StringComparer.Ordinal);

    private static readonly ImmutableDictionary<string, Direction> Directions = new Dictionary<string, Direction>(StringComparer.Ordinal)
    {
        ["north"] = Direction.North, ["n"] = Direction.North,
        ["east"] = Direction.East, ["e"] = Direction.East,
        ["south"] = Direction.South, ["s"] = Direction.South,
        ["west"] = Direction.West, ["w"] = Direction.West,
    }.ToImmutableDictionary(StringComparer.Ordinal);

    private static readonly ImmutableHashSet<string> Joins = ["from", "off", "on", "onto", "in", "into", "inside", "with", "using", "at", "to"];

    /// <summary>Understands a command.</summary>
    /// <param name="game">Decides what names mean.</param>
    /// <param name="typed">Any bytes.</param>
    /// <param name="feedback">Says what was not understood.</param>
    /// <param name="command">What was meant; it may still be impossible.</param>
    /// <returns>Whether it was understood.</returns>
    public static bool TryParse(Game game, ReadOnlySpan<byte> typed, Feedback feedback, out Command command)
    {
        command = default;
        ReadOnlySpan<string> words = Sentence.Words(typed).AsSpan();
        if (words.IsEmpty)
        {
            feedback.Refuse("I beg your pardon?"u8);
            return false;
        }

        if (words.Length == 1 && Directions.TryGetValue(words[0], out Direction direction))
        {
            command = new Command(Verb.Go, Direction: direction);
            return true;
        }

        if (words[0] == "cut")
        {
            return RefuseCut(game, words[1..], feedback);
        }

        if (!Verbs.TryGetValue(words[0], out Verb verb))
        {
            feedback.Refuse("That's not a verb I recognise."u8);
            return false;
        }

        words = words[1..];
        if (verb == Verb.Look && words is ["at", ..])
        {
            verb = Verb.Examine;
            words = words[1..];
        }
        else if (verb == Verb.Take && words is ["up", ..])
        {
            words = words[1..];
        }

        return verb switch
        {
            Verb.Look or Verb.Inventory => TryPlain(verb, words, feedback, out command),
            Verb.Go => TryGo(words, feedback, out command),
            Verb.Prepare => TryPrepare(words, feedback, out command),
            _ => TryObjects(game, verb, words, feedback, out command),
        };
    }

    private static bool TryPlain(Verb verb, ReadOnlySpan<string> words, Feedback feedback, out Command command)
    {
        command = new Command(verb);
        return words.IsEmpty || Refuse(feedback);
    }

    private static bool TryGo(ReadOnlySpan<string> words, Feedback feedback, out Command command)
    {
        command = default;
        if (words is ["to", _])
        {
            words = words[1..];
        }

        if (words.Length != 1 || !Directions.TryGetValue(words[0], out Direction direction))
        {
            feedback.Refuse("You'll have to say which compass direction to go in."u8);
            return false;
        }

        command = new Command(Verb.Go, Direction: direction);
        return true;
    }

    private static bool TryPrepare(ReadOnlySpan<string> words, Feedback feedback, out Command command)
    {
        command = new Command(Verb.Prepare);
        return words is ["meal"] || Refuse(feedback);
    }

    private static bool TryObjects(Game game, Verb verb, ReadOnlySpan<string> words, Feedback feedback, out Command command)
    {
        command = default;
        int join = words.Length;
        for (int i = words.Length - 1; i >= 0; i--)
        {
            join = Joins.Contains(words[i]) ? i : join;
        }

        if (join == 0)
        {
            return Refuse(feedback);
        }

        if (!NameFinder.TryFind(game, words[..join], feedback, out Thing thing))
        {
            return false;
        }

        Thing second = Thing.None;
        if (join + 1 < words.Length && !NameFinder.TryFind(game, words[(join + 1)..], feedback, out second))
        {
            return false;
        }

        command = Complete(game, verb, thing, second);
        return true;
    }

    // "take X" where X lies on something means from there; "put X in Y" is to insert it; a knife that is carried need not be named
    private static Command Complete(Game game, Verb verb, Thing thing, Thing second) => verb switch
    {
        Verb.Take when second == Thing.None => new Command(verb, thing, game.PlaceOf(thing).Holder),
        Verb.Put or Verb.Insert => new Command(Names.IsContainer(second) ? Verb.Insert : Verb.Put, thing, second),
        Verb.Chop or Verb.Slice or Verb.Dice when second == Thing.None && game.IsCarried(Thing.Knife) => new Command(verb, thing, Thing.Knife),
        _ => new Command(verb, thing, second),
    };

    private static bool RefuseCut(Game game, ReadOnlySpan<string> words, Feedback feedback)
    {
        int end = words.IndexOf("with");
        if (NameFinder.TryFind(game, end < 0 ? words : words[..end], feedback, out Thing thing))
        {
            feedback.Refuse("You need to specify how you want to cut the "u8, thing, ". Either slice, dice, or chop it."u8);
        }

        return false;
    }

    private static bool Refuse(Feedback feedback)
    {
        feedback.Refuse("I didn't understand that sentence."u8);
        return false;
    }
}
