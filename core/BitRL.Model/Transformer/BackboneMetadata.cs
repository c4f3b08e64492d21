using BitRL.Contracts.Pretraining;
using BitRL.Model.Weights;

namespace BitRL.Model.Transformer;

/// <summary>Names of metadata keys and tensors of a backbone, and their writing. What is read back is <see cref="BackboneConfiguration"/>.</summary>
public static class BackboneMetadata
{
    /// <summary>The architecture that backbones are written as.</summary>
    public const string Architecture = "bitnet-b1.58";

    /// <summary>float32 array [ordinals, hidden] row-major: added to token embeddings (docs/decisions/0004).</summary>
    public const string FieldEmbeddingKey = "bitrl.field_embedding";

    /// <summary>u32: rows of the field embedding.</summary>
    public const string FieldOrdinalsKey = "bitrl.field_embedding.ordinals";

    /// <summary><c>general.file_type</c> of files with I2_S tensors.</summary>
    public const uint TernaryFileType = 40;

    /// <summary><c>general.file_type</c> of files with float32 matrices only.</summary>
    public const uint Float32FileType = 0;

    /// <summary>Adds the keys that say what shape a backbone has.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="name"><c>general.name</c>.</param>
    public static void AddShape(GgufWriter writer, BackboneShape shape, string name)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(shape);
        writer.Add("general.architecture", Architecture);
        writer.Add("general.name", name);
        writer.Add("general.file_type", shape.IsTernary ? TernaryFileType : Float32FileType);
        writer.Add("general.quantization_version", 2u);
        writer.Add($"{Architecture}.vocab_size", (uint)shape.VocabularySize);
        writer.Add($"{Architecture}.context_length", (uint)shape.ContextLength);
        writer.Add($"{Architecture}.embedding_length", (uint)shape.HiddenSize);
        writer.Add($"{Architecture}.block_count", (uint)shape.Blocks);
        writer.Add($"{Architecture}.feed_forward_length", (uint)shape.FeedForwardSize);
        writer.Add($"{Architecture}.rope.dimension_count", (uint)(shape.HiddenSize / shape.Heads));
        writer.Add($"{Architecture}.attention.head_count", (uint)shape.Heads);
        writer.Add($"{Architecture}.attention.head_count_kv", (uint)shape.KeyValueHeads);
        writer.Add($"{Architecture}.attention.layer_norm_rms_epsilon", shape.NormEpsilon);
        writer.Add($"{Architecture}.rope.freq_base", shape.RopeFrequencyBase);
    }

    /// <summary>Adds the field-ordinal table.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="values">[ordinals, hidden] row-major.</param>
    /// <param name="ordinals">Rows.</param>
    public static void AddFieldEmbedding(GgufWriter writer, ReadOnlySpan<float> values, int ordinals)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.AddArray(FieldEmbeddingKey, values);
        writer.Add(FieldOrdinalsKey, (uint)ordinals);
    }
}
