using System.Globalization;
using BitRL.Contracts.Backends;
using BitRL.Model.Weights;

namespace BitRL.Model.Transformer;

/// <summary>The shape of a backbone, as its file says.</summary>
public sealed record BackboneConfiguration
{
    /// <summary>Architectures that can be run, all of the BitNet b1.58 family.</summary>
    public static readonly IReadOnlyList<string> SupportedArchitectures = ["bitnet-b1.58", "bitnet-25", "bitnet"];

    private const int MaximumSize = 1 << 20;

    /// <summary><c>general.architecture</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary><c>general.name</c>, or the file's name.</summary>
    public required string Name { get; init; }

    /// <summary>Token ids.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Longest text, in tokens.</summary>
    public required int ContextLength { get; init; }

    /// <summary>Width of the residual stream.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>Blocks.</summary>
    public required int Blocks { get; init; }

    /// <summary>Query heads.</summary>
    public required int Heads { get; init; }

    /// <summary>Key/value heads; divides <see cref="Heads"/>.</summary>
    public required int KeyValueHeads { get; init; }

    /// <summary>Width of the gated feed-forward layer.</summary>
    public required int FeedForwardSize { get; init; }

    /// <summary>Epsilon of every RMSNorm.</summary>
    public required float NormEpsilon { get; init; }

    /// <summary>Base of the rotary frequencies.</summary>
    public required float RopeFrequencyBase { get; init; }

    /// <summary>Function on the gate: squared ReLU, but SiLU of the older architecture <c>bitnet</c>.</summary>
    public required GateActivation Activation { get; init; }

    /// <summary>Rows of the field-ordinal table; 0 where the model has none.</summary>
    public required int FieldOrdinals { get; init; }

    /// <summary>Elements a head, even: <c>attention.key_length</c>, by default <see cref="HiddenSize"/> / <see cref="Heads"/>.</summary>
    public required int HeadSize { get; init; }

    /// <summary>Width of queries, and of what attention gives; not always <see cref="HiddenSize"/>.</summary>
    public int AttentionSize => HeadSize * Heads;

    /// <summary>Width of keys and of values.</summary>
    public int KeyValueSize => HeadSize * KeyValueHeads;

    /// <summary>Weights of the linear layers = multiply-adds a token, attention apart.</summary>
    public long LinearWeights => Blocks * ((2L * HiddenSize * AttentionSize) + (2L * HiddenSize * KeyValueSize) + (3L * HiddenSize * FeedForwardSize));

    /// <summary>Reads the shape.</summary>
    /// <exception cref="GgufFormatException">Another architecture, a missing key, or sizes that do not go together.</exception>
    public static BackboneConfiguration Read(GgufFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        string architecture = file.Architecture;
        if (!SupportedArchitectures.Contains(architecture))
        {
            throw file.Metadata["general.architecture"].Error(
                $"has the architecture '{architecture}', which cannot be run", $"give a BitNet b1.58 model; supported architectures: {string.Join(", ", SupportedArchitectures)}");
        }

        GgufMetadata metadata = file.Metadata;
        int Size(string key) => metadata.GetInteger($"{architecture}.{key}", 1, MaximumSize);
        int hiddenSize = Size("embedding_length");
        int heads = Size("attention.head_count");
        var configuration = new BackboneConfiguration
        {
            Architecture = architecture,
            Name = metadata.GetString("general.name", Path.GetFileNameWithoutExtension(file.Name)),
            VocabularySize = ReadVocabularySize(file, architecture),
            ContextLength = Size("context_length"),
            HiddenSize = hiddenSize,
            Blocks = metadata.GetInteger($"{architecture}.block_count", 1, 1024),
            Heads = heads,
            HeadSize = ReadHeadSize(file, architecture, hiddenSize, heads),
            KeyValueHeads = Size("attention.head_count_kv"),
            FeedForwardSize = Size("feed_forward_length"),
            NormEpsilon = ReadFloat(metadata, $"{architecture}.attention.layer_norm_rms_epsilon", 0, 1),
            RopeFrequencyBase = ReadFloat(metadata, $"{architecture}.rope.freq_base", 1, 1e9f, fallback: 10_000f),
            Activation = architecture == "bitnet" ? GateActivation.Silu : GateActivation.SquaredRelu,
            FieldOrdinals = metadata.GetInteger(BackboneMetadata.FieldOrdinalsKey, 0, MaximumSize, fallback: 0),
        };
        configuration.RequireConsistency(file);
        return configuration;
    }

    // Some exporters leave vocab_size out: then the embedding's rows say it.
    private static int ReadVocabularySize(GgufFile file, string architecture)
    {
        GgufTensor embedding = file.Tensor(TensorNames.TokenEmbedding);
        int rows = embedding.Dimensions.Length == 2 ? (int)embedding.Dimensions[1] : 0;
        return file.Metadata.GetInteger($"{architecture}.vocab_size", 1, int.MaxValue, fallback: rows);
    }

    private static int ReadHeadSize(GgufFile file, string architecture, int hiddenSize, int heads)
    {
        int keys = file.Metadata.GetInteger($"{architecture}.attention.key_length", 1, MaximumSize, fallback: hiddenSize / heads);
        int values = file.Metadata.GetInteger($"{architecture}.attention.value_length", 1, MaximumSize, fallback: keys);
        if (keys != values)
        {
            throw Inconsistent(file, $"heads have {keys} elements for keys and {values} for values: one size is supported");
        }

        bool isDerived = file.Metadata.Find($"{architecture}.attention.key_length") is null;
        if ((isDerived && hiddenSize % heads != 0) || keys % 2 != 0)
        {
            throw Inconsistent(file, $"{heads} heads do not divide an embedding length of {hiddenSize} into even parts");
        }

        return (long)keys * heads <= MaximumSize ? keys : throw Inconsistent(file, $"{heads} heads of {keys} elements are more than {MaximumSize}");
    }

    private static float ReadFloat(GgufMetadata metadata, string key, float minimum, float maximum, float? fallback = null)
    {
        if (fallback is { } value && metadata.Find(key) is null)
        {
            return value;
        }

        double number = metadata[key].AsNumber();
        return number >= minimum && number <= maximum
            ? (float)number
            : throw metadata[key].Error(string.Create(CultureInfo.InvariantCulture, $"key '{key}' is {number}, which is not from {minimum} to {maximum}"));
    }

    private void RequireConsistency(GgufFile file)
    {
        if (Heads % KeyValueHeads != 0)
        {
            throw Inconsistent(file, $"{KeyValueHeads} key/value heads do not divide {Heads} heads");
        }

        int rotated = file.Metadata.GetInteger($"{Architecture}.rope.dimension_count", 1, MaximumSize, fallback: HeadSize);
        if (rotated != HeadSize)
        {
            throw Inconsistent(file, $"rope.dimension_count is {rotated} where the head size is {HeadSize}: partial rotation is not supported");
        }

        string scaling = file.Metadata.GetString($"{Architecture}.rope.scaling.type", "none");
        if (scaling != "none")
        {
            throw Inconsistent(file, $"rope.scaling.type is '{scaling}', which is not supported");
        }
    }

    private static GgufFormatException Inconsistent(GgufFile file, string problem) =>
        new(file.Name, -1, problem, "the model is of another kind or damaged");
}
