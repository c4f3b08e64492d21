using System.Globalization;
using BitRL.Contracts.Backends;
using BitRL.Model.Pretraining.Corpus;
using BitRL.Model.Transformer;
using BitRL.Model.Weights;

namespace BitRL.Model.Synthesis;

/// <summary>
/// A model with the shape of a real one and random weights: to measure speed and memory at full size without the weights. Ternary codes are −1, 0
/// and +1 in the shares 11, 10, 11 of 32, which is what absmean makes of normal weights; scales keep the variance of a layer's input; embeddings
/// and norms are random too. The same shape, architecture and seed give the same bytes everywhere.
/// </summary>
public sealed class SyntheticModel
{
    private const float EmbeddingDeviation = 1;
    private readonly ISyntheticVocabulary _vocabulary;
    private readonly ulong _seed;

    private SyntheticModel(string shape, BackboneConfiguration configuration, ISyntheticVocabulary vocabulary, ulong seed)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"synthetic-{shape}-{seed}");
        Configuration = configuration with { Name = name, VocabularySize = vocabulary.Size };
        _vocabulary = vocabulary;
        _seed = seed;
    }

    /// <summary>Names of the shapes.</summary>
    public static IReadOnlyList<string> Shapes => SyntheticShapes.Names;

    /// <summary>Architectures that a file can be written as: today's name, and that of bitnet.cpp 1.0, which has SiLU gates.</summary>
    public static IReadOnlyList<string> Architectures { get; } = [BackboneMetadata.Architecture, "bitnet"];

    /// <summary>Its shape; the name holds shape and seed.</summary>
    public BackboneConfiguration Configuration { get; }

    /// <summary>Describes a model; nothing is made before <see cref="Save"/>.</summary>
    /// <param name="shape">One of <see cref="Shapes"/>.</param>
    /// <param name="architecture">One of <see cref="Architectures"/>.</param>
    /// <param name="seed">All weights follow from it.</param>
    /// <exception cref="ArgumentException">There is no such shape or architecture.</exception>
    public static SyntheticModel Named(string shape, string architecture, ulong seed)
    {
        if (!Architectures.Contains(architecture))
        {
            throw new ArgumentException($"there is no architecture '{architecture}' to write; known are {string.Join(", ", Architectures)}", nameof(architecture));
        }

        var (configuration, vocabulary) = SyntheticShapes.Find(shape);
        GateActivation activation = architecture == BackboneMetadata.Architecture ? GateActivation.SquaredRelu : GateActivation.Silu;
        return new SyntheticModel(shape, configuration with { Architecture = architecture, Activation = activation }, vocabulary, seed);
    }

    /// <summary>Writes the model as a GGUF file: to a temporary file beside it, then renamed. Weights are made on the way, and take no memory.</summary>
    /// <param name="path">Where; an existing file is replaced.</param>
    /// <exception cref="IOException">Writing failed; nothing was left behind, and an existing file is as it was.</exception>
    public void Save(string path)
    {
        var writer = new GgufWriter();
        BackboneMetadata.AddShape(writer, Configuration, BackboneMetadata.TernaryFileType);
        _vocabulary.AddTo(writer);
        ulong branch = 0;
        CorpusRandom Branch() => CorpusRandom.Branch(_seed, ++branch);
        AddEmbedding(writer, Branch());
        for (int block = 0; block < Configuration.Blocks; block++)
        {
            AddBlock(writer, block, Branch);
        }

        AddNorm(writer, TensorNames.OutputNorm, Configuration.HiddenSize, Branch());
        writer.Save(path);
    }

    private void AddBlock(GgufWriter writer, int block, Func<CorpusRandom> branch)
    {
        int hidden = Configuration.HiddenSize;
        int attention = Configuration.AttentionSize;
        int feedForward = Configuration.FeedForwardSize;
        void Norm(string part, int width) => AddNorm(writer, TensorNames.Block(block, part), width, branch());
        void Linear(string part, int outputs, int inputs) => AddLinear(writer, TensorNames.Block(block, part), outputs, inputs, branch());
        Norm("attn_norm", hidden);
        Linear("attn_q", attention, hidden);
        Linear("attn_k", Configuration.KeyValueSize, hidden);
        Linear("attn_v", Configuration.KeyValueSize, hidden);
        Norm("attn_sub_norm", attention);
        Linear("attn_output", hidden, attention);
        Norm("ffn_norm", hidden);
        Linear("ffn_gate", feedForward, hidden);
        Linear("ffn_up", feedForward, hidden);
        Norm("ffn_sub_norm", feedForward);
        Linear("ffn_down", hidden, feedForward);
    }

    private void AddEmbedding(GgufWriter writer, CorpusRandom random)
    {
        long count = (long)Configuration.VocabularySize * Configuration.HiddenSize;
        writer.AddGenerated(
            TensorNames.TokenEmbedding,
            GgufTensorType.Float16,
            stream => SyntheticWeights.WriteHalves(stream, count, EmbeddingDeviation, random),
            Configuration.HiddenSize,
            Configuration.VocabularySize);
    }

    private static void AddLinear(GgufWriter writer, string name, int outputs, int inputs, CorpusRandom random) => writer.AddGenerated(
        name, GgufTensorType.I2_S, stream => SyntheticWeights.WriteTernary(stream, (long)outputs * inputs, SyntheticWeights.ScaleFor(inputs), random), inputs, outputs);

    private static void AddNorm(GgufWriter writer, string name, int width, CorpusRandom random) => writer.AddGenerated(
        name, GgufTensorType.Float32, stream => SyntheticWeights.WriteNorm(stream, width, random), width);
}
