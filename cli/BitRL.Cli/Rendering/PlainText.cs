namespace BitRL.Cli.Rendering;

/// <summary>
/// Makes text of others (what somebody typed, names in files, messages that repeat them) fit for a terminal: nothing in it can move the cursor, ring or turn the direction of
/// writing, and none of it is endless.
/// </summary>
internal static class PlainText
{
    private const string Cut = " …";

    /// <summary>The text with a question mark for each control character, line ends included.</summary>
    public static string Of(string text) =>
        text.Any(IsUnfit) ? string.Create(text.Length, text, static (clean, text) =>
        {
            for (int i = 0; i < clean.Length; i++)
            {
                clean[i] = IsUnfit(text[i]) ? '?' : text[i];
            }
        })
        : text;

    /// <summary>The same, cut to a length.</summary>
    /// <param name="text">Of any length.</param>
    /// <param name="most">Characters that are kept, at least 1.</param>
    public static string Of(string text, int most)
    {
        if (text.Length <= most)
        {
            return Of(text);
        }

        // Half of a pair is no character.
        int length = char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return Of(text[..length]) + Cut;
    }

    // Control characters, and those that turn the direction of writing (U+202A to U+202E, U+2066 to U+2069).
    private static bool IsUnfit(char letter) => char.IsControl(letter) || letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
