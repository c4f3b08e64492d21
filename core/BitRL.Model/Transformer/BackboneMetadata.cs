using BitRL.Contracts.Backends;
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
        var configuration = new BackboneConfiguration
        {
            Architecture = Architecture,
            Name = name,
            VocabularySize = shape.VocabularySize,
            ContextLength = shape.ContextLength,
            HiddenSize = shape.HiddenSize,
            Blocks = shape.Blocks,
            Heads = shape.Heads,
            HeadSize = shape.HiddenSize / shape.Heads,
            KeyValueHeads = shape.KeyValueHeads,
            FeedForwardSize = shape.FeedForwardSize,
            NormEpsilon = shape.NormEpsilon,
            RopeFrequencyBase = shape.RopeFrequencyBase,
            Activation = GateActivation.SquaredRelu,
            FieldOrdinals = shape.FieldOrdinals,
        };
        AddShape(writer, configuration, shape.IsTernary ? TernaryFileType : Float32FileType);
    }

    /// <summary>Adds the keys that say what shape a backbone has, under the names of its architecture. The field-ordinal table is added apart.</summary>
    internal static void AddShape(GgufWriter writer, BackboneConfiguration shape, uint fileType)
    {
        string architecture = shape.Architecture;
        writer.Add("general.architecture", architecture);
        writer.Add("general.name", shape.Name);
        writer.Add("general.file_type", fileType);
        writer.Add("general.quantization_version", 2u);
        writer.Add($"{architecture}.vocab_size", (uint)shape.VocabularySize);
        writer.Add($"{architecture}.context_length", (uint)shape.ContextLength);
        writer.Add($"{architecture}.embedding_length", (uint)shape.HiddenSize);
        writer.Add($"{architecture}.block_count", (uint)shape.Blocks);
        writer.Add($"{architecture}.feed_forward_length", (uint)shape.FeedForwardSize);
        writer.Add($"{architecture}.rope.dimension_count", (uint)shape.HeadSize);
        writer.Add($"{architecture}.attention.head_count", (uint)shape.Heads);
        writer.Add($"{architecture}.attention.head_count_kv", (uint)shape.KeyValueHeads);
        writer.Add($"{architecture}.attention.layer_norm_rms_epsilon", shape.NormEpsilon);
        writer.Add($"{architecture}.rope.freq_base", shape.RopeFrequencyBase);
        if (shape.AttentionSize != shape.HiddenSize)
        {
            writer.Add($"{architecture}.attention.key_length", (uint)shape.HeadSize);
            writer.Add($"{architecture}.attention.value_length", (uint)shape.HeadSize);
        }
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
