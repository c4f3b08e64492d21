using System.Collections.Immutable;

namespace BitRL.Model.Pretraining.Corpus;

/// <summary>The word lists that backbones are trained with.</summary>
public static class PretrainingWords
{
    private static readonly Lazy<ImmutableArray<string>> List = new(Read);
    private static readonly Lazy<ImmutableArray<string>> LanguageList = new(() =>
    [
        .. All,
        .. Homes.HomeGrammar.Words.Except(All, StringComparer.Ordinal).Order(StringComparer.Ordinal),
        .. Homes.HomeWords.Tokens,
    ]);

    /// <summary>Distinct lower-case words in the order of their token ids.</summary>
    public static ImmutableArray<string> All => List.Value;

    /// <summary>
    /// The same with what requests and homes need on top: more words, and whole names and readings as one token each. For tokenizers of version 2.
    /// </summary>
    public static ImmutableArray<string> Language => LanguageList.Value;

    /// <summary>The word list for some options.</summary>
    internal static ImmutableArray<string> For(CorpusOptions options) => options.HomeShare > 0 ? Language : All;

    private static ImmutableArray<string> Read()
    {
        using Stream stream = typeof(PretrainingWords).Assembly.GetManifestResourceStream("words.txt")
            ?? throw new InvalidOperationException("words.txt is not embedded in this assembly; rebuild core/BitRL.Model");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
