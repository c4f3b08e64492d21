using System.Buffers;
using System.Globalization;
using System.Text;

namespace BitRL.Model.Tokenizer;

/// <summary>
/// Cuts text into the pieces within which a Llama-3 vocabulary merges. A hand-written, allocation-free twin, over UTF-8, of the pattern
/// <c>(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+</c>.
/// </summary>
internal static class LlamaPreTokenizer
{
    private enum Kind
    {
        End,
        Letter,
        Digit,
        Newline,
        Space,
        Other,
    }

    /// <summary>Where the piece that starts at <paramref name="start"/> ends.</summary>
    public static int EndOfPiece(ReadOnlySpan<byte> text, int start)
    {
        Kind first = Classify(text, start, out int next);
        if (first == Kind.Other && text[start] == (byte)'\'' && EndOfContraction(text, next) is var contraction and > 0)
        {
            return contraction;
        }

        switch (first)
        {
            case Kind.Letter:
                return EndOfRun(text, start, Kind.Letter);
            case Kind.Digit:
                return EndOfDigits(text, start);
        }

        Kind second = Classify(text, next, out _);
        if (second == Kind.Letter && first != Kind.Newline)
        {
            return EndOfRun(text, next, Kind.Letter);
        }

        if (first == Kind.Other || (text[start] == (byte)' ' && second == Kind.Other))
        {
            return EndOfRun(text, EndOfRun(text, first == Kind.Other ? start : next, Kind.Other), Kind.Newline);
        }

        return EndOfSpace(text, start);
    }

    // Up to the last line break of the white space; else to its end, leaving one blank to the word that follows.
    private static int EndOfSpace(ReadOnlySpan<byte> text, int start)
    {
        int end = start;
        int last = start;
        int afterNewline = -1;
        for (Kind kind = Classify(text, end, out int next); kind is Kind.Space or Kind.Newline; kind = Classify(text, end, out next))
        {
            last = end;
            end = next;
            afterNewline = kind == Kind.Newline ? end : afterNewline;
        }

        if (afterNewline > 0)
        {
            return afterNewline;
        }

        return end < text.Length && last > start ? last : end;
    }

    private static int EndOfContraction(ReadOnlySpan<byte> text, int start)
    {
        ReadOnlySpan<byte> rest = text[start..];
        if (rest.IsEmpty)
        {
            return 0;
        }

        int first = rest[0] | 0x20;
        int second = rest.Length > 1 ? rest[1] | 0x20 : 0;
        return (first, second) switch
        {
            ('s' or 't' or 'm' or 'd', _) when char.IsAsciiLetter((char)rest[0]) => start + 1,
            ('r' or 'v', 'e') or ('l', 'l') when char.IsAsciiLetter((char)rest[0]) && char.IsAsciiLetter((char)rest[1]) => start + 2,
            _ => 0,
        };
    }

    private static int EndOfDigits(ReadOnlySpan<byte> text, int start)
    {
        int end = start;
        for (int count = 0; count < 3 && Classify(text, end, out int next) == Kind.Digit; count++)
        {
            end = next;
        }

        return end;
    }

    private static int EndOfRun(ReadOnlySpan<byte> text, int start, Kind kind)
    {
        int end = start;
        while (Classify(text, end, out int next) == kind)
        {
            end = next;
        }

        return end;
    }

    private static Kind Classify(ReadOnlySpan<byte> text, int start, out int next)
    {
        next = start;
        if (start >= text.Length)
        {
            return Kind.End;
        }

        if (Rune.DecodeFromUtf8(text[start..], out Rune rune, out int length) != OperationStatus.Done)
        {
            next = start + 1;
            return Kind.Other;
        }

        next = start + length;
        return rune.Value is '\r' or '\n' ? Kind.Newline
            : Rune.IsLetter(rune) ? Kind.Letter
            : Rune.IsWhiteSpace(rune) ? Kind.Space
            : Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber ? Kind.Digit
            : Kind.Other;
    }
}
