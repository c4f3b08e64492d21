using System.Globalization;

namespace BitRL.Model.Tokenizer;

/// <summary>
/// The tokenizer of the embedded backbone (decision record 0004): a number is an integer token and a fraction token, a listed word is one token,
/// and everything else is bytes. Immutable and thread-safe; encoding allocates nothing.
/// </summary>
public sealed class NumberTokenizer : ITextTokenizer
{
    /// <summary>
    /// The newest rules, as a file states them in <c>bitrl.tokenizer.version</c>: listed words may have underscores ("desk_lamp" is one token), and an
    /// equals sign directly before a listed word is absorbed, as it is before numbers.
    /// </summary>
    public const int Version = 2;

    /// <summary>The first rules: listed words are letters only.</summary>
    public const int WordsOnlyVersion = 1;

    /// <summary>The name of these rules, as a file states it in <c>bitrl.tokenizer.model</c>.</summary>
    public const string ModelName = "bitrl-number";

    /// <summary>First integer token: +0…+99, then −0…−99. Ids below are bytes.</summary>
    public const int FirstInteger = 256;

    /// <summary>First fraction token: +.000….999, then −.000….999.</summary>
    public const int FirstFraction = FirstInteger + 200;

    /// <summary>First word token.</summary>
    public const int FirstWord = FirstFraction + 2000;

    private readonly WordTable _words;
    private readonly bool _hasNames;

    /// <summary>Creates the tokenizer of a word list.</summary>
    /// <param name="words">Distinct lower-case ASCII words, in the order of their ids from <see cref="FirstWord"/> on.</param>
    /// <param name="version">Which rules, 1 to <see cref="Version"/>.</param>
    /// <exception cref="ArgumentException">A word is empty, twice in the list, or not lower-case ASCII letters (with underscores between them from version 2 on).</exception>
    public NumberTokenizer(IReadOnlyList<string> words, int version = WordsOnlyVersion)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentOutOfRangeException.ThrowIfLessThan(version, WordsOnlyVersion);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(version, Version);
        _hasNames = version >= Version;
        _words = new WordTable(words, _hasNames);
    }

    /// <inheritdoc/>
    public string Kind => ModelName;

    /// <inheritdoc/>
    public int VocabularySize => FirstWord + _words.Count;

    /// <inheritdoc/>
    public int MaxTokens(int utf8Bytes) => 2 * utf8Bytes; // A one-digit number is one byte and two tokens.

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<byte> utf8, bool isStart, Span<int> tokens)
    {
        if (tokens.Length < MaxTokens(utf8.Length))
        {
            throw new ArgumentException($"room for {tokens.Length} tokens; a part of {utf8.Length} bytes needs {MaxTokens(utf8.Length)}", nameof(tokens));
        }

        int position = 0;
        int count = 0;
        while (position < utf8.Length)
        {
            if (!TryNumber(utf8, ref position, tokens, ref count) && !TryWord(utf8, ref position, tokens, ref count))
            {
                tokens[count++] = utf8[position++];
            }
        }

        return count;
    }

    /// <inheritdoc/>
    public string Describe(int token)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(token);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(token, VocabularySize);
        return token switch
        {
            >= FirstWord => _words[token - FirstWord],
            >= FirstFraction => string.Create(CultureInfo.InvariantCulture, $"{Sign(token - FirstFraction, 1000)}.{(token - FirstFraction) % 1000:000}"),
            >= FirstInteger => string.Create(CultureInfo.InvariantCulture, $"{Sign(token - FirstInteger, 100)}{(token - FirstInteger) % 100}"),
            >= 0x21 and < 0x7f => ((char)token).ToString(),
            _ => string.Create(CultureInfo.InvariantCulture, $"<{token:x2}>"),
        };
    }

    /// <summary>What a number token contributes to its number: the integer part or the fraction, with sign.</summary>
    /// <param name="token">Any token id.</param>
    /// <param name="value">The contribution; 0 for tokens that are no numbers.</param>
    /// <returns>Whether the token is an integer or fraction token.</returns>
    public static bool TryGetNumber(int token, out double value)
    {
        value = token switch
        {
            < FirstInteger or >= FirstWord => 0,
            >= FirstFraction => (token - FirstFraction) % 1000 / 1000.0 * (token - FirstFraction < 1000 ? 1 : -1),
            _ => (token - FirstInteger) % 100 * (token - FirstInteger < 100 ? 1 : -1),
        };
        return token is >= FirstInteger and < FirstWord;
    }

    /// <summary>Whether a token ends a number.</summary>
    public static bool IsFraction(int token) => token is >= FirstFraction and < FirstWord;

    private static char Sign(int offset, int span) => offset < span ? '+' : '-';

    private static bool TryNumber(ReadOnlySpan<byte> utf8, ref int position, Span<int> tokens, ref int count)
    {
        int start = utf8[position] is (byte)'=' or (byte)':' or (byte)' ' ? position + 1 : position;
        int digits = start < utf8.Length && utf8[start] is (byte)'+' or (byte)'-' ? start + 1 : start;
        int point = EndOfDigits(utf8, digits);
        if (point == digits || (start > 0 && IsNamePart(utf8[start - 1])))
        {
            return false;
        }

        int end = point < utf8.Length && utf8[point] == (byte)'.' ? EndOfDigits(utf8, point + 1) : point;
        ReadOnlySpan<byte> whole = utf8[digits..point];
        ReadOnlySpan<byte> decimals = end > point + 1 ? utf8[(point + 1)..end] : default;
        bool isNegative = utf8[start] == (byte)'-' && (whole.ContainsAnyExcept((byte)'0') || decimals.ContainsAnyExcept((byte)'0'));

        int high = Math.Max(0, whole.Length - 2);
        CopyBytes(whole[..high], tokens, ref count);
        tokens[count++] = FirstInteger + (isNegative ? 100 : 0) + DigitsValue(whole[high..], whole.Length - high);
        CopyBytes(decimals.Length > 3 ? decimals[3..] : default, tokens, ref count);
        tokens[count++] = FirstFraction + (isNegative ? 1000 : 0) + DigitsValue(decimals, 3);

        position = decimals.IsEmpty ? point : end;
        if (position < utf8.Length && utf8[position] is (byte)' ' or (byte)',')
        {
            position++;
        }

        return true;
    }

    private bool TryWord(ReadOnlySpan<byte> utf8, ref int position, Span<int> tokens, ref int count)
    {
        int start = utf8[position] is (byte)' ' or (byte)'_' || (_hasNames && utf8[position] == (byte)'=') ? position + 1 : position;
        if (_hasNames && TryName(utf8, start, ref position, tokens, ref count))
        {
            return true;
        }

        int end = start;
        while (end < utf8.Length && char.IsAsciiLetter((char)utf8[end]))
        {
            end++;
        }

        bool touches = (start > 0 && char.IsAsciiLetterOrDigit((char)utf8[start - 1])) || (end < utf8.Length && char.IsAsciiDigit((char)utf8[end]));
        if (end == start || touches || !_words.TryFind(utf8[start..end], out int word))
        {
            return false;
        }

        tokens[count++] = FirstWord + word;
        position = end;
        return true;
    }

    /// <summary>A whole name: letters with underscores between them, touching no other letter, digit or underscore.</summary>
    private bool TryName(ReadOnlySpan<byte> utf8, int start, ref int position, Span<int> tokens, ref int count)
    {
        int end = start;
        while (end < utf8.Length && IsNamePart(utf8[end]))
        {
            end++;
        }

        if (end == start || (start > 0 && IsNamePart(utf8[start - 1])) || !_words.TryFind(utf8[start..end], out int name))
        {
            return false;
        }

        tokens[count++] = FirstWord + name;
        position = end;
        return true;
    }

    private static int EndOfDigits(ReadOnlySpan<byte> utf8, int start)
    {
        while (start < utf8.Length && char.IsAsciiDigit((char)utf8[start]))
        {
            start++;
        }

        return start;
    }

    /// <summary>The first digits as a number, as if zeros followed: "5" with a width of 3 is 500.</summary>
    private static int DigitsValue(ReadOnlySpan<byte> digits, int width)
    {
        int value = 0;
        for (int i = 0; i < width; i++)
        {
            value = (value * 10) + (i < digits.Length ? digits[i] - '0' : 0);
        }

        return value;
    }

    private static void CopyBytes(ReadOnlySpan<byte> bytes, Span<int> tokens, ref int count)
    {
        foreach (byte value in bytes)
        {
            tokens[count++] = value;
        }
    }

    private static bool IsNamePart(byte value) => char.IsAsciiLetterOrDigit((char)value) || value == (byte)'_';
}
