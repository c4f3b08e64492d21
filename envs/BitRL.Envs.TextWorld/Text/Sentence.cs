using System.Collections.Immutable;
using System.Text;

namespace BitRL.Envs.TextWorld;

/// <summary>What somebody typed, as lower-case words without articles. Anything that is not a letter, digit or hyphen parts words; what is far too long is cut.</summary>
internal static class Sentence
{
    private const int MaxBytes = 512;
    private static readonly ImmutableHashSet<string> Articles = ["the", "a", "an", "some", "my", "your", "that", "this"];

    /// <summary>The words, at most <see cref="MaxBytes"/> bytes of them.</summary>
    public static ImmutableArray<string> Words(ReadOnlySpan<byte> typed)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        var word = new StringBuilder();
        foreach (byte b in typed[..Math.Min(typed.Length, MaxBytes)])
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b == '-')
            {
                word.Append(char.ToLowerInvariant((char)b));
            }
            else
            {
                End(words, word);
            }
        }

        End(words, word);
        return words.ToImmutable();
    }

    private static void End(ImmutableArray<string>.Builder words, StringBuilder word)
    {
        if (word.Length > 0 && word.ToString() is var text && !Articles.Contains(text))
        {
            words.Add(text);
        }

        word.Clear();
    }
}
