using BitRL.Contracts.Backends;
using BitRL.Model.Transformer;

namespace BitRL.Model.Synthesis;

/// <summary>The shapes of real models that can be synthesised, and a tiny one for tests. docs/synthetic-models.md says where they come from.</summary>
internal static class SyntheticShapes
{
    private static readonly Dictionary<string, (BackboneConfiguration Shape, ISyntheticVocabulary Vocabulary)> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["2b-4t"] = (Base with { HiddenSize = 2560, Blocks = 30, Heads = 20, HeadSize = 128, KeyValueHeads = 5, FeedForwardSize = 6912, ContextLength = 4096, RopeFrequencyBase = 500_000 },
            new InventedMerges(size: 128_256, controls: 256, merges: 280_147)),
        ["embedding-270m"] = (Base with { HiddenSize = 640, Blocks = 18, Heads = 4, HeadSize = 256, KeyValueHeads = 1, FeedForwardSize = 2048, ContextLength = 32_768, NormEpsilon = 1e-6f },
            new InventedPieces(size: 262_144)),
        ["tiny"] = (Base with { HiddenSize = 256, Blocks = 2, Heads = 4, HeadSize = 64, KeyValueHeads = 2, FeedForwardSize = 512, ContextLength = 256 },
            new InventedMerges(size: 300, controls: 2, merges: 42)),
    };

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names => [.. Known.Keys];

    private static BackboneConfiguration Base => new()
    {
        Architecture = BackboneMetadata.Architecture,
        Name = string.Empty,
        VocabularySize = 0,
        ContextLength = 0,
        HiddenSize = 0,
        Blocks = 0,
        Heads = 0,
        HeadSize = 0,
        KeyValueHeads = 0,
        FeedForwardSize = 0,
        NormEpsilon = 1e-5f,
        RopeFrequencyBase = 10_000,
        Activation = GateActivation.SquaredRelu,
        FieldOrdinals = 0,
    };

    /// <summary>A shape, without name and vocabulary size, and the vocabulary that goes with it.</summary>
    /// <exception cref="ArgumentException">There is no such shape.</exception>
    public static (BackboneConfiguration Shape, ISyntheticVocabulary Vocabulary) Find(string name) => Known.TryGetValue(name, out var found)
        ? found
        : throw new ArgumentException($"there is no shape '{name}'; known are {string.Join(", ", Names)}", nameof(name));
}
