using System.Text;
using BitRL.Contracts.Pretraining;
using BitRL.Model.Pretraining;
using BitRL.Model.Tokenizer;
using BitRL.Model.Transformer;
using BitRL.Model.Weights;

namespace BitRL.Cli.Composition;

/// <summary>The control of every claim about pretraining: the shipped backbone as it was before its first step, with the same shape, words and number features, and random weights.</summary>
internal static class RandomControl
{
    /// <summary>Makes it.</summary>
    /// <param name="shipped">The file that gives shape and words.</param>
    /// <param name="seed">All weights follow from it.</param>
    /// <exception cref="GgufFormatException">The shipped file is damaged.</exception>
    public static GgufFile Make(string shipped, ulong seed)
    {
        using var file = GgufFile.Open(shipped);
        var model = BackboneConfiguration.Read(file);
        var shape = new BackboneShape
        {
            VocabularySize = model.VocabularySize,
            FieldOrdinals = model.FieldOrdinals,
            HiddenSize = model.HiddenSize,
            Blocks = model.Blocks,
            Heads = model.Heads,
            KeyValueHeads = model.KeyValueHeads,
            FeedForwardSize = model.FeedForwardSize,
            ContextLength = model.ContextLength,
            RopeFrequencyBase = model.RopeFrequencyBase,
            NormEpsilon = model.NormEpsilon,
            IsTernary = true,
        };
        string[] words = [.. file.Metadata[TokenizerFactory.WordsKey].AsTexts().Select(word => Encoding.UTF8.GetString(word.Span))];
        int tokenizer = file.Metadata.GetInteger(TokenizerFactory.VersionKey, 0, int.MaxValue);
        float[] embedding = NumberEmbedding.Create(shape.VocabularySize, shape.HiddenSize, seed);
        byte[] made = RandomBackbone.Create(shape, seed, words, embedding, NumberEmbedding.RandomDeviation, tokenizer);
        return GgufFile.Read(made, $"random:{seed}");
    }
}
