using BitRL.Model.Weights;

namespace BitRL.Model.Synthesis;

/// <summary>An invented vocabulary in one of the formats of real models, of any size.</summary>
internal interface ISyntheticVocabulary
{
    /// <summary>Token ids.</summary>
    int Size { get; }

    /// <summary>Adds the <c>tokenizer.ggml</c> keys to a file.</summary>
    void AddTo(GgufWriter writer);
}
