using System.Text;
using BitRL.Model.Synthesis;
using BitRL.Model.Tokenizer;
using BitRL.Model.Weights;
using Shouldly;
using Xunit;

namespace BitRL.Model.Tests.Synthesis;

public sealed class InventedVocabularyTests
{
    [Fact]
    public void TheByteLevelVocabularyHasTheCountsOfTheRealOne()
    {
        using GgufFile file = Write(new InventedMerges(128_256, 256, 280_147));

        file.Metadata["tokenizer.ggml.tokens"].Count.ShouldBe(128_256);
        file.Metadata["tokenizer.ggml.merges"].Count.ShouldBe(280_147);
        file.Metadata.GetInteger("tokenizer.ggml.bos_token_id", 0, int.MaxValue).ShouldBe(128_000);
        file.Metadata["tokenizer.ggml.tokens"].AsTexts().Select(token => Encoding.UTF8.GetString(token.Span)).Distinct().Count().ShouldBe(128_256);
    }

    [Theory]
    [InlineData("x=0.125 v=-3\n", new[] { "x", "=", "0", ".", "125", "Ġv", "=", "-", "3", "Ċ" })]
    [InlineData("cart on rail", new[] { "c", "art", "Ġon", "Ġr", "ail" })]
    public void TheByteLevelVocabularyJoinsNumbersAndWords(string text, string[] spelled)
    {
        using GgufFile file = Write(new InventedMerges(128_256, 256, 280_147));
        var tokenizer = new BytePairTokenizer(file.Metadata);

        Describe(tokenizer, text).ShouldBe(spelled);
    }

    [Fact]
    public void ThePieceVocabularyHasTheCountsOfTheRealOneAndJoinsNumbersAndWords()
    {
        using GgufFile file = Write(new InventedPieces(262_144));
        var tokenizer = new SentencePieceTokenizer(file.Metadata);

        tokenizer.VocabularySize.ShouldBe(262_144);
        Describe(tokenizer, "x=0.125 on é\n").ShouldBe(["x", "=", "0", ".", "125", "▁on", "▁", "<0xC3>", "<0xA9>", "\n"]);
    }

    [Fact]
    public void WordsAreAllDifferentAndGrowOutOfEachOther()
    {
        List<string> words = [.. InventedWords.Take(261_000)];
        HashSet<string> known = [.. words];

        known.Count.ShouldBe(words.Count);
        words.ShouldAllBe(word => word.Length == 2 || known.Contains(word.Substring(0, word.Length - 1)));
    }

    private static GgufFile Write(ISyntheticVocabulary vocabulary)
    {
        var writer = new GgufWriter();
        vocabulary.AddTo(writer);
        using var stream = new MemoryStream();
        writer.WriteTo(stream);
        return GgufFile.Read(stream.ToArray(), "vocabulary");
    }

    private static string[] Describe(ITextTokenizer tokenizer, string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        int[] tokens = new int[tokenizer.MaxTokens(utf8.Length)];
        int count = tokenizer.Encode(utf8, isStart: false, tokens);
        return [.. tokens.Take(count).Select(tokenizer.Describe)];
    }
}
