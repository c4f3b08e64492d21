using BitRL.Model.Tokenizer;
using BitRL.Model.Transformer;
using BitRL.Model.Weights;
using BitRL.TestKit;
using Shouldly;
using Xunit;

namespace BitRL.Model.Tests.Tokenizer;

public sealed class SentencePieceTokenizerTests
{
    private static readonly string[] Special = ["<unk>", "<s>", "</s>"];
    private static readonly string[] Bytes = [.. Enumerable.Range(0, 256).Select(i => $"<0x{i:X2}>")];

    // Scores as a unigram trainer orders merges: the earlier a joint was learned, the higher.
    private static readonly (string Token, float Score)[] Words =
    [
        ("▁", -10), ("a", -10), ("c", -10), ("r", -10), ("t", -10), ("o", -10), ("n", -10), ("ar", -1), ("rt", -0.5f), ("▁c", -3), ("cart", -2), ("▁cart", -4), ("ca", -2.5f), ("on", -1), ("▁on", -2),
    ];

    [Fact]
    public void TheHighestScoringNeighboursAreJoinedFirst()
    {
        SentencePieceTokenizer tokenizer = Make(addsBegin: false, addsBlank: false);
        // "rt" (−0.5) is joined before "ar" (−1), so "ar" never exists; "ca" (−2.5) next; "ca"+"rt" = "cart".
        Describe(tokenizer, "cart", isStart: true).ShouldBe(["cart"]);
        Describe(tokenizer, "car", isStart: true).ShouldBe(["c", "ar"]);
        Describe(tokenizer, "art", isStart: true).ShouldBe(["a", "rt"]);
        Describe(tokenizer, "cart on", isStart: true).ShouldBe(["cart", "▁on"]);
    }

    [Fact]
    public void ATextStartsWithTheBeginTokenAndABlank()
    {
        SentencePieceTokenizer tokenizer = Make(addsBegin: true, addsBlank: true);
        Describe(tokenizer, "cart", isStart: true).ShouldBe(["<s>", "▁cart"]);
        Describe(tokenizer, "cart", isStart: false).ShouldBe(["cart"]);
        Describe(tokenizer, "", isStart: true).ShouldBe(["<s>"]);
    }

    [Fact]
    public void WhatIsNoTokenBecomesBytes()
    {
        SentencePieceTokenizer tokenizer = Make(addsBegin: false, addsBlank: false);
        Describe(tokenizer, "on\né", isStart: true).ShouldBe(["on", "<0x0A>", "<0xC3>", "<0xA9>"]);
        Describe(tokenizer, "<s>", isStart: true).ShouldBe(["<0x3C>", "<0x73>", "<0x3E>"]);
    }

    [Fact]
    public void PartsThatEndInALineFeedEncodeLikeTheWhole()
    {
        Seams.ShouldHold(Make(addsBegin: true, addsBlank: true));
        using GgufFile golden = GgufFile.Open(GoldenFiles.Path("tiny-b158-i2s.gguf"));
        Seams.ShouldHold(TokenizerFactory.Create(golden, BackboneConfiguration.Read(golden)));
    }

    private static string[] Describe(ITextTokenizer tokenizer, string text, bool isStart) =>
        [.. BytePairTokenizerTests.Encode(tokenizer, text, isStart).Select(tokenizer.Describe)];

    private static SentencePieceTokenizer Make(bool addsBegin, bool addsBlank)
    {
        var writer = new GgufWriter();
        string[] tokens = [.. Special, .. Bytes, .. Words.Select(w => w.Token)];
        writer.AddArray("tokenizer.ggml.tokens", tokens);
        writer.AddArray("tokenizer.ggml.scores", [.. new float[Special.Length + Bytes.Length], .. Words.Select(w => w.Score)]);
        writer.AddArray("tokenizer.ggml.token_type", [2, 3, 3, .. Enumerable.Repeat(6, 256), .. Enumerable.Repeat(1, Words.Length)]);
        writer.Add("tokenizer.ggml.bos_token_id", 1u);
        writer.Add("tokenizer.ggml.unknown_token_id", 0u);
        writer.Add("tokenizer.ggml.add_bos_token", addsBegin);
        writer.Add("tokenizer.ggml.add_space_prefix", addsBlank);
        return new SentencePieceTokenizer(GgufFile.Read(Weights.SmallFiles.Bytes(writer), "spm").Metadata);
    }
}
