using System.Collections.Immutable;

namespace BitRL.Model.Pretraining.Corpus;

/// <summary>The word list that every embedded backbone is trained with.</summary>
public static class PretrainingWords
{
    private static readonly Lazy<ImmutableArray<string>> List = new(Read);

    /// <summary>Distinct lower-case words in the order of their token ids.</summary>
    public static ImmutableArray<string> All => List.Value;

    private static ImmutableArray<string> Read()
    {
        using Stream stream = typeof(PretrainingWords).Assembly.GetManifestResourceStream("words.txt")
            ?? throw new InvalidOperationException("words.txt is not embedded in this assembly; rebuild core/BitRL.Model");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
