using System.Collections.Immutable;

namespace BitRL.Model.Pretraining.Corpus;

/// <summary>Draws names, descriptions, titles, enum members and requests. One schema's names resemble each other and are distinct.</summary>
internal sealed class NameSampler
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    private static readonly string[] Verbs = ["bring", "find", "reach", "clean", "carry", "follow", "avoid", "watch", "fill", "move", "show", "wash", "close", "slice", "dim", "press", "push", "drop", "want", "need"];

    private static readonly string[] Links = ["near", "behind", "to", "in", "with", "from", "above", "under", "beside", "and"];

    private readonly HashSet<string> _taken = [];
    private NameStyle _style;

    private enum NameStyle
    {
        Letters,
        Word,
        Words,
        Any,
    }

    /// <summary>Forgets the names of the schema before and chooses the style of the next one's.</summary>
    public void Restart(ref CorpusRandom random)
    {
        _taken.Clear();
        _style = (NameStyle)random.Below(4);
    }

    public (string Name, string Description) Next(ref CorpusRandom random)
    {
        while (true)
        {
            NameStyle style = _style == NameStyle.Any ? (NameStyle)random.Below(3) : _style;
            string name = style switch
            {
                NameStyle.Letters => NextLetters(ref random),
                NameStyle.Word => random.Pick(PretrainingWords.All),
                _ => NextWords(ref random, random.Chance(0.8) ? 2 : 3, '_'),
            };
            if (!HeldOut.IsFieldName(name) && _taken.Add(name))
            {
                string description = random.Chance(0.5) ? name.Replace('_', ' ') : NextWords(ref random, random.Between(1, 4), ' ');
                return (name, description);
            }
        }
    }

    public string NextTitle(ref CorpusRandom random)
    {
        while (true)
        {
            string title = NextWords(ref random, random.Between(1, 4), ' ');
            if (!HeldOut.IsTitle(title))
            {
                return char.ToUpperInvariant(title[0]) + title[1..];
            }
        }
    }

    public ImmutableArray<string> NextMembers(ref CorpusRandom random)
    {
        var members = new SortedSet<string>(StringComparer.Ordinal);
        int count = random.Between(2, 6);
        while (members.Count < count)
        {
            members.Add(random.Chance(0.85) ? random.Pick(PretrainingWords.All) : NextWords(ref random, 2, '_'));
        }

        return [.. members];
    }

    /// <summary>A short request: a plain order, or words in any order.</summary>
    public string NextRequest(ref CorpusRandom random)
    {
        while (true)
        {
            string request = random.Chance(0.5)
                ? NextWords(ref random, random.Between(2, 8), ' ')
                : $"{random.Pick(Verbs)} the {NextWords(ref random, random.Between(1, 2), ' ')}{(random.Chance(0.4) ? $" {random.Pick(Links)} the {random.Pick(PretrainingWords.All)}" : "")}";
            if (!HeldOut.IsRequest(request))
            {
                return request;
            }
        }
    }

    private static string NextLetters(ref CorpusRandom random)
    {
        int count = random.Between(1, 3);
        string name = "";
        for (int i = 0; i < count; i++)
        {
            name += Letters[random.Below(Letters.Length)];
        }

        return random.Chance(0.15) ? name + random.Between(1, 9) : name;
    }

    private static string NextWords(ref CorpusRandom random, int count, char separator)
    {
        string text = random.Pick(PretrainingWords.All);
        for (int i = 1; i < count; i++)
        {
            text += separator + random.Pick(PretrainingWords.All);
        }

        return text;
    }
}
