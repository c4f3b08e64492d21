using System.Collections.Immutable;
using System.Text;

namespace BitRL.Envs.SmartHome.Requests;

/// <summary>A sentence with places for words, cut up once so that writing it copies bytes only.</summary>
internal sealed class SentenceTemplate
{
    private readonly ImmutableArray<Piece> _pieces;

    private SentenceTemplate(string text, ImmutableArray<Piece> pieces)
    {
        Text = text;
        _pieces = pieces;
    }

    /// <summary>The sentence with its places in braces.</summary>
    public string Text { get; }

    /// <summary>Cuts a sentence up.</summary>
    /// <param name="text">Places are written {room}, {np}, {vp}, {light} and {pct}.</param>
    /// <exception cref="FormatException">An unknown place.</exception>
    public static SentenceTemplate Parse(string text)
    {
        string[] parts = text.Split('{', '}');
        var pieces = ImmutableArray.CreateBuilder<Piece>(parts.Length);
        for (int i = 0; i < parts.Length; i++)
        {
            bool isPlace = i % 2 == 1;
            pieces.Add(isPlace ? new Piece([], Place(parts[i])) : new Piece([.. Encoding.UTF8.GetBytes(parts[i])], null));
        }

        return new SentenceTemplate(text, pieces.ToImmutable());
    }

    /// <summary>Writes the sentence.</summary>
    /// <param name="words">What goes into the places; one for each <see cref="WordPlace"/>.</param>
    /// <param name="destination">At least <see cref="Request.MaxUtteranceBytes"/>.</param>
    /// <returns>Bytes written.</returns>
    public int Write(in RequestWords words, Span<byte> destination)
    {
        int length = 0;
        foreach (Piece piece in _pieces)
        {
            ReadOnlySpan<byte> bytes = piece.Place is { } place ? words[place] : piece.Literal.AsSpan();
            bytes.CopyTo(destination[length..]);
            length += bytes.Length;
        }

        return length;
    }

    private static WordPlace Place(string name) => name switch
    {
        "room" => WordPlace.Room,
        "np" => WordPlace.NounPhrase,
        "vp" => WordPlace.VerbPhrase,
        "light" => WordPlace.Lamp,
        "pct" => WordPlace.Percent,
        _ => throw new FormatException($"no place is called '{name}'"),
    };

    private readonly record struct Piece(ImmutableArray<byte> Literal, WordPlace? Place);
}
