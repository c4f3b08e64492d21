using System.Globalization;

namespace BitRL.Generators.Rules;

/// <summary>Rules about texts that are printed.</summary>
internal static class TextRules
{
    /// <summary>Whether a text stays on its line and is valid UTF-8: no control character, no line or paragraph separator, no lone surrogate.</summary>
    public static bool IsPrintable(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
            {
                i++;
            }
            else if (char.GetUnicodeCategory(text[i]) is UnicodeCategory.Control
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Surrogate)
            {
                return false;
            }
        }

        return true;
    }
}
