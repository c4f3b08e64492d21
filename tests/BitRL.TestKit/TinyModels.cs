using BitRL.Contracts.Pretraining;
using BitRL.Model.Tokenizer;
using BitRL.Model.Transformer;
using BitRL.Model.Weights;

namespace BitRL.TestKit;

/// <summary>Tiny seeded models that are whole: number tokenizer, field table, two blocks with grouped-query attention.</summary>
public static class TinyModels
{
    /// <summary>Words that are one token in the tiny models.</summary>
    public static IReadOnlyList<string> Words { get; } = ["cart", "pole", "on", "a", "rail", "door", "yes", "no", "mode", "off"];

    /// <summary>Their shape: hidden 128, 2 blocks, 4 heads over 2 key/value heads, feed-forward 256, context 256, 24 field ordinals.</summary>
    public static BackboneShape Shape(bool isTernary = true) => new()
    {
        VocabularySize = NumberTokenizer.FirstWord + Words.Count,
        FieldOrdinals = 24,
        HiddenSize = 128,
        Blocks = 2,
        Heads = 4,
        KeyValueHeads = 2,
        FeedForwardSize = 256,
        ContextLength = 256,
        IsTernary = isTernary,
    };

    /// <summary>A model file with ternary layers.</summary>
    public static byte[] Ternary(ulong seed = 1) => RandomBackbone.Create(Shape(), seed, Words, default);

    /// <summary>A model file with float32 layers.</summary>
    public static byte[] Dense(ulong seed = 1) => RandomBackbone.Create(Shape(isTernary: false), seed, Words, default);

    /// <summary>Opens <see cref="Ternary"/>.</summary>
    public static GgufFile OpenTernary(ulong seed = 1) => GgufFile.Read(Ternary(seed), $"tiny-ternary-{seed}");

    /// <summary>Opens <see cref="Dense"/>.</summary>
    public static GgufFile OpenDense(ulong seed = 1) => GgufFile.Read(Dense(seed), $"tiny-dense-{seed}");
}
