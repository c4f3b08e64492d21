using BitRL.Model.Pretraining.Corpus.Homes;
using BitRL.Model.Tokenizer;

namespace BitRL.Model.Pretraining.Corpus;

/// <summary>Draws texts of all kinds, in the shares that the options say. Not thread-safe.</summary>
internal sealed class TextSampler(NumberTokenizer tokenizer, CorpusOptions options, int ordinals)
{
    private readonly SequenceSampler _numbers = new(tokenizer, options, ordinals);
    private readonly HomeSampler _homes = new(tokenizer, options, ordinals);

    /// <summary>Draws a text.</summary>
    /// <param name="random">Advanced.</param>
    /// <param name="maxNumbers">Most numeric step fields of a numeric text now.</param>
    public CorpusSequence Next(ref CorpusRandom random, int maxNumbers) =>
        options.HomeShare > 0 && random.Chance(options.HomeShare) ? _homes.Next(ref random) : _numbers.Next(ref random, maxNumbers);
}
