using BitRL.Contracts.Observations;

namespace BitRL.Envs.TextWorld;

/// <summary>Describes the room that the player is in. Thread-safe.</summary>
internal static class RoomText
{
    /// <summary>Writes title, furniture with what is on and in it, things on the floor, and exits.</summary>
    public static void Write(Game game, ref Utf8TextWriter writer)
    {
        WriteTitle(game.Room, ref writer);
        writer.Write(" You are in the "u8);
        writer.Write(Names.Of(game.Room));
        writer.Write("."u8);
        for (Thing thing = Thing.Table; thing <= Thing.Toolbox; thing++)
        {
            if (game.PlaceOf(thing) == Place.In(game.Room))
            {
                WriteFurniture(game, thing, ref writer);
            }
        }

        for (Thing thing = Thing.Milk; thing <= Thing.Knife; thing++)
        {
            if (game.PlaceOf(thing) == Place.In(game.Room))
            {
                writer.Write(" There is "u8);
                Phrases.WriteIndefinite(game, thing, ref writer);
                writer.Write(" on the floor."u8);
            }
        }

        for (Direction direction = Direction.North; direction <= Direction.West; direction++)
        {
            WriteExit(game, direction, ref writer);
        }
    }

    private static void WriteTitle(RoomName room, ref Utf8TextWriter writer)
    {
        ReadOnlySpan<byte> name = Names.Of(room);
        writer.Write("-= "u8);
        writer.Write([(byte)(name[0] - 'a' + 'A')]);
        writer.Write(name[1..]);
        writer.Write(" =-"u8);
    }

    private static void WriteFurniture(Game game, Thing thing, ref Utf8TextWriter writer)
    {
        bool isContainer = Names.IsContainer(thing);
        bool isClosed = isContainer && game.Has(thing, Traits.Closed);
        writer.Write(" You see "u8);
        writer.Write(isClosed ? "a closed "u8 : isContainer ? "an open "u8 : "a "u8);
        writer.Write(Names.Of(thing));
        if (!isClosed && (isContainer || Names.IsSupporter(thing)))
        {
            writer.Write(" with "u8);
            Phrases.WriteList(game, Place.At(thing), ref writer);
            writer.Write(isContainer ? " in it"u8 : " on it"u8);
        }

        writer.Write("."u8);
    }

    private static void WriteExit(Game game, Direction direction, ref Utf8TextWriter writer)
    {
        if (!game.Map.TryExit(game.Room, direction, out _, out Thing door))
        {
            return;
        }

        writer.Write(" There is "u8);
        if (door == Thing.None)
        {
            writer.Write("an exit to the "u8);
        }
        else
        {
            writer.Write(game.Has(door, Traits.Open) ? "an open "u8 : "a closed "u8);
            writer.Write(Names.Of(door));
            writer.Write(" leading "u8);
        }

        writer.Write(Names.Of(direction));
        writer.Write("."u8);
    }
}
