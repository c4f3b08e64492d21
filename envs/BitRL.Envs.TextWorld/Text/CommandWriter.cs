using System.Collections.Immutable;
using System.Text;
using BitRL.Contracts.Observations;

namespace BitRL.Envs.TextWorld;

/// <summary>Writes commands as a player types them: <c>take red onion from counter</c>. Thread-safe.</summary>
internal static class CommandWriter
{
    private static readonly ImmutableArray<string> Words =
        ["look", "inventory", "go", "open", "close", "take", "cook", "chop", "slice", "dice", "prepare meal", "eat", "drink", "examine", "drop", "put", "insert"];

    private static readonly byte[][] Bytes = [.. Words.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Upper bound of a command, in bytes.</summary>
    public static int MaxBytes { get; } = Bytes.Max(word => word.Length) + (2 * Names.MaxThingBytes) + " from ".Length + 1;

    /// <summary>The word of a verb.</summary>
    public static ReadOnlySpan<byte> WordOf(Verb verb) => Bytes[(int)verb];

    /// <summary>Writes a command, without line feed.</summary>
    public static void Write(Command command, ref Utf8TextWriter writer)
    {
        writer.Write(WordOf(command.Verb));
        if (command.Verb == Verb.Go)
        {
            writer.Write(" "u8);
            writer.Write(Names.Of(command.Direction));
        }

        if (command.Object != Thing.None)
        {
            writer.Write(" "u8);
            writer.Write(Names.Of(command.Object));
        }

        if (command.Second != Thing.None)
        {
            writer.Write(JoinOf(command.Verb));
            writer.Write(Names.Of(command.Second));
        }
    }

    /// <summary>The command as text.</summary>
    public static string Text(Command command)
    {
        Span<byte> buffer = stackalloc byte[MaxBytes];
        var writer = new Utf8TextWriter(buffer);
        Write(command, ref writer);
        return Encoding.UTF8.GetString(buffer[..writer.Length]);
    }

    private static ReadOnlySpan<byte> JoinOf(Verb verb) => verb switch
    {
        Verb.Take => " from "u8,
        Verb.Put => " on "u8,
        Verb.Insert => " into "u8,
        _ => " with "u8,
    };
}
