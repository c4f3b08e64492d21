using BitRL.Model.Transformer;
using BitRL.Model.Weights;

namespace BitRL.Model.Tokenizer;

/// <summary>Makes the tokenizer that a model file asks for.</summary>
public static class TokenizerFactory
{
    /// <summary>Which tokenizer of ours a file uses; other engines skip the key (docs/decisions/0004).</summary>
    public const string ModelKey = "bitrl.tokenizer.model";

    /// <summary>u32: version of that tokenizer's rules.</summary>
    public const string VersionKey = "bitrl.tokenizer.version";

    /// <summary>Array of texts: the words that are one token each.</summary>
    public const string WordsKey = "bitrl.tokenizer.words";

    private const string Advice = "give token ids instead of text, or a model with a tokenizer of kind bitrl-number, gpt2 or llama";

    /// <summary>Makes the tokenizer.</summary>
    /// <param name="file">Must stay open while the result is in use.</param>
    /// <param name="configuration">Its shape.</param>
    /// <exception cref="GgufFormatException">The file has none, one that is not supported, or one with more ids than the model.</exception>
    public static ITextTokenizer Create(GgufFile file, BackboneConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(configuration);
        ITextTokenizer tokenizer = file.Metadata.TryGet(ModelKey, out GgufValue? ours) ? CreateOurs(file, ours) : CreateGeneral(file);
        return tokenizer.VocabularySize <= configuration.VocabularySize
            ? tokenizer
            : throw new GgufFormatException(
                file.Name, -1, $"the tokenizer has {tokenizer.VocabularySize} ids and the model {configuration.VocabularySize}");
    }

    private static NumberTokenizer CreateOurs(GgufFile file, GgufValue model)
    {
        if (model.AsString() != NumberTokenizer.ModelName)
        {
            throw model.Error($"has the tokenizer '{model.AsString()}', which is not supported", Advice);
        }

        int version = file.Metadata.GetInteger(VersionKey, 0, int.MaxValue);
        if (version is < NumberTokenizer.WordsOnlyVersion or > NumberTokenizer.Version)
        {
            throw model.Error($"has version {version} of the tokenizer '{NumberTokenizer.ModelName}'", $"this program knows versions up to {NumberTokenizer.Version}: update it, or export the model again");
        }

        GgufValue words = file.Metadata[WordsKey];
        try
        {
            return new NumberTokenizer([.. words.AsTexts().Select(word => System.Text.Encoding.UTF8.GetString(word.Span))], version);
        }
        catch (ArgumentException e)
        {
            throw new GgufFormatException($"{file.Name}: key '{WordsKey}' is unusable: {e.Message}; {GgufFormatException.DamagedAdvice}", e);
        }
    }

    private static ITextTokenizer CreateGeneral(GgufFile file)
    {
        string kind = file.Metadata.GetString("tokenizer.ggml.model", "no_vocab");
        return kind switch
        {
            "gpt2" => new BytePairTokenizer(file.Metadata),
            "llama" => new SentencePieceTokenizer(file.Metadata),
            "no_vocab" => throw new GgufFormatException(file.Name, -1, "has no tokenizer", Advice),
            _ => throw file.Metadata["tokenizer.ggml.model"].Error($"has the tokenizer '{kind}', which is not supported", Advice),
        };
    }
}
