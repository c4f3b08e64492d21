using BitRL.Contracts.Observations;

namespace BitRL.Envs.TextWorld;

/// <summary>The game's last answer: what a command did, or why it did nothing. Allocates nothing after construction. Not thread-safe.</summary>
internal sealed class Feedback
{
    private const int Capacity = 8192;
    private readonly byte[] _bytes = new byte[Capacity];
    private int _length;

    /// <summary>The answer, UTF-8, line feeds included; valid until the next one.</summary>
    public ReadOnlyMemory<byte> Text => _bytes.AsMemory(0, _length);

    /// <summary>Opens a game.</summary>
    public void Start(Game game)
    {
        var writer = new Utf8TextWriter(_bytes);
        writer.Write("You are hungry! Let's cook a delicious meal. Check the cookbook in the kitchen for the recipe. Once done, enjoy your meal!\n"u8);
        RoomText.Write(game, ref writer);
        _length = writer.Length;
    }

    /// <summary>Refuses.</summary>
    public void Refuse(ReadOnlySpan<byte> answer)
    {
        var writer = new Utf8TextWriter(_bytes);
        writer.Write(answer);
        _length = writer.Length;
    }

    /// <summary>Refuses with a name in the middle.</summary>
    public void Refuse(ReadOnlySpan<byte> before, Thing thing, ReadOnlySpan<byte> after)
    {
        var writer = new Utf8TextWriter(_bytes);
        Say(before, thing, after, ref writer);
        _length = writer.Length;
    }

    /// <summary>Answers a command that was carried out.</summary>
    /// <param name="game">After it.</param>
    /// <param name="command">What was done.</param>
    /// <param name="points">Points that it earned.</param>
    /// <param name="turns">Turns so far.</param>
    public void Answer(Game game, Command command, int points, int turns)
    {
        var writer = new Utf8TextWriter(_bytes);
        WriteDone(game, command, ref writer);
        if (points > 0)
        {
            writer.Write(" Your score has just gone up by "u8);
            writer.Write(points == 1 ? "one point."u8 : points == 2 ? "two points."u8 : "three points."u8);
        }

        if (game.Quests.IsWon || game.Quests.IsLost)
        {
            writer.Write(game.Quests.IsLost ? "\n\n*** You lost! ***\n\nYou scored "u8 : "\n\n*** The End ***\n\nYou scored "u8);
            writer.Write(game.Quests.Score, 0, int.MaxValue);
            writer.Write(" out of a possible "u8);
            writer.Write(game.Quests.MaxScore, 0, int.MaxValue);
            writer.Write(", in "u8);
            writer.Write(turns, 0, int.MaxValue);
            writer.Write(" turns."u8);
        }

        _length = writer.Length;
    }

    private static void WriteDone(Game game, Command command, ref Utf8TextWriter writer)
    {
        switch (command.Verb)
        {
            case Verb.Look or Verb.Go:
                RoomText.Write(game, ref writer);
                break;
            case Verb.Inventory:
                writer.Write("You are carrying: "u8);
                Phrases.WriteList(game, Place.Carried, ref writer);
                writer.Write("."u8);
                break;
            case Verb.Examine:
                WriteExamined(game, command.Object, ref writer);
                break;
            case Verb.Open:
                WriteOpened(game, command.Object, ref writer);
                break;
            case Verb.Prepare:
                writer.Write("Adding the meal to your inventory."u8);
                break;
            case Verb.Cook:
                WriteCooked(game, command.Object, ref writer);
                break;
            default:
                WritePlain(command, ref writer);
                break;
        }
    }

    private static void WritePlain(Command command, ref Utf8TextWriter writer)
    {
        switch (command.Verb)
        {
            case Verb.Close:
                Say("You close the "u8, command.Object, "."u8, ref writer);
                break;
            case Verb.Take when command.Second == Thing.None:
                Say("You pick up the "u8, command.Object, " from the ground."u8, ref writer);
                break;
            case Verb.Take:
                Say("You take the "u8, command.Object, " from the "u8, ref writer);
                Say(""u8, command.Second, "."u8, ref writer);
                break;
            case Verb.Drop:
                Say("You drop the "u8, command.Object, " on the ground."u8, ref writer);
                break;
            case Verb.Put or Verb.Insert:
                Say("You put the "u8, command.Object, command.Verb == Verb.Put ? " on the "u8 : " into the "u8, ref writer);
                Say(""u8, command.Second, "."u8, ref writer);
                break;
            case Verb.Eat or Verb.Drink:
                Say(command.Verb == Verb.Eat ? "You eat the "u8 : "You drink the "u8, command.Object, ". Not bad."u8, ref writer);
                break;
            case Verb.Chop or Verb.Slice or Verb.Dice:
                writer.Write("You "u8);
                writer.Write(CommandWriter.WordOf(command.Verb));
                Say(" the "u8, command.Object, "."u8, ref writer);
                break;
        }
    }

    private static void Say(ReadOnlySpan<byte> before, Thing thing, ReadOnlySpan<byte> after, ref Utf8TextWriter writer)
    {
        writer.Write(before);
        writer.Write(Names.Of(thing));
        writer.Write(after);
    }

    private static void WriteCooked(Game game, Thing food, ref Utf8TextWriter writer)
    {
        bool isBurned = game.Has(food, Traits.Burned);
        writer.Write("You "u8);
        writer.Write(isBurned ? "burned"u8 : Phrases.WayWord(GameRules.CookingOf(game.TraitsOf(food))));
        writer.Write(" the "u8);
        writer.Write(Names.Of(food));
        writer.Write(isBurned ? "!"u8 : "."u8);
    }

    private static void WriteOpened(Game game, Thing thing, ref Utf8TextWriter writer)
    {
        writer.Write("You open the "u8);
        writer.Write(Names.Of(thing));
        if (Names.IsContainer(thing))
        {
            writer.Write(", revealing "u8);
            Phrases.WriteList(game, Place.At(thing), ref writer);
        }

        writer.Write("."u8);
    }

    private static void WriteExamined(Game game, Thing thing, ref Utf8TextWriter writer)
    {
        if (thing == Thing.Cookbook)
        {
            Cookbook.Write(game, ref writer);
            return;
        }

        writer.Write("The "u8);
        writer.Write(Names.Of(thing));
        writer.Write(" is "u8);
        if (Names.IsDoor(thing) || Names.IsContainer(thing))
        {
            writer.Write(game.Has(thing, Traits.Open) ? "open."u8 : "closed."u8);
        }
        else if (Names.IsFood(thing))
        {
            Phrases.WriteIndefinite(game, thing, ref writer);
            writer.Write("."u8);
        }
        else
        {
            writer.Write("nothing special."u8);
        }

        if (Names.IsSupporter(thing) || (Names.IsContainer(thing) && game.Has(thing, Traits.Open)))
        {
            writer.Write(Names.IsSupporter(thing) ? " On it you see "u8 : " In it you see "u8);
            Phrases.WriteList(game, Place.At(thing), ref writer);
            writer.Write("."u8);
        }
    }
}
