namespace BitRL.Model.Synthesis;

/// <summary>
/// Words for invented vocabularies, shortest first: numbers of two and three digits, then runs of up to four lower-case letters, up to three of
/// them with a blank before. Every beginning of a word is a word itself (or one character), so that a vocabulary can be built by joining.
/// </summary>
internal static class InventedWords
{
    private const int Letters = 26;

    // Spreads the words of four letters over the alphabet; shares no factor with 26⁴.
    private const long Stride = 175_781;

    /// <summary>The first words, all different.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More than there are.</exception>
    public static IEnumerable<string> Take(int count)
    {
        const int Most = 100 + 1000 + (2 * ((Letters * Letters) + (Letters * Letters * Letters))) + Letters + (Letters * Letters * Letters * Letters);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Most);
        return All().Take(count);
    }

    private static IEnumerable<string> All()
    {
        foreach (int digits in (int[])[2, 3])
        {
            for (int i = 0; i < (int)Math.Pow(10, digits); i++)
            {
                yield return Spell(i, digits, 10, '0');
            }
        }

        foreach (int letters in (int[])[1, 2, 3])
        {
            int words = (int)Math.Pow(Letters, letters);
            for (int i = 0; i < words && letters > 1; i++)
            {
                yield return Spell(i, letters, Letters, 'a');
            }

            for (int i = 0; i < words; i++)
            {
                yield return ' ' + Spell(i, letters, Letters, 'a');
            }
        }

        const int Longest = Letters * Letters * Letters * Letters;
        for (long i = 0; i < Longest; i++)
        {
            yield return Spell((int)(i * Stride % Longest), 4, Letters, 'a');
        }
    }

    private static string Spell(int number, int length, int radix, char zero) => string.Create(length, (number, radix, zero), static (word, from) =>
    {
        int rest = from.number;
        for (int i = word.Length - 1; i >= 0; i--)
        {
            word[i] = (char)(from.zero + (rest % from.radix));
            rest /= from.radix;
        }
    });
}
