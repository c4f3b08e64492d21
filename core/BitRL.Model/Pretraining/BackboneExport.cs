using BitRL.Contracts.Pretraining;
using BitRL.Model.Pretraining.Corpus;
using BitRL.Model.Tokenizer;
using BitRL.Model.Transformer;
using BitRL.Model.Weights;

namespace BitRL.Model.Pretraining;

/// <summary>Writes a trained backbone as GGUF: ternary matrices as I2_S or full-precision ones as float32, the embedding as float16, norms as float32, and as metadata what GGUF has no place for.</summary>
internal static class BackboneExport
{
    /// <summary>The configuration that the backbone was trained with, as JSON.</summary>
    public const string ConfigurationKey = "bitrl.pretraining.configuration";

    private const string FieldEmbedding = "field_embd.weight";

    public static void Save(string path, PretrainingConfiguration configuration, IBackboneTrainer trainer)
    {
        var writer = new GgufWriter();
        BackboneMetadata.AddShape(writer, configuration.Shape(), configuration.Name);
        writer.Add(ConfigurationKey, configuration.ToJson());
        writer.Add("tokenizer.ggml.model", "no_vocab");
        writer.Add(TokenizerFactory.ModelKey, NumberTokenizer.ModelName);
        writer.Add(TokenizerFactory.VersionKey, (uint)configuration.TokenizerVersion);
        writer.AddArray(TokenizerFactory.WordsKey, PretrainingWords.For(configuration.Corpus));
        trainer.Export((name, values) => Add(writer, configuration, name, values.ToArray()));
        writer.Save(path);
    }

    private static void Add(GgufWriter writer, PretrainingConfiguration configuration, string name, float[] values)
    {
        if (name == FieldEmbedding)
        {
            BackboneMetadata.AddFieldEmbedding(writer, values, configuration.FieldOrdinals);
            return;
        }

        if (name.EndsWith("norm.weight", StringComparison.Ordinal))
        {
            writer.AddFloat32(name, values, values.Length);
            return;
        }

        int inputs = name.EndsWith("ffn_down.weight", StringComparison.Ordinal) ? configuration.FeedForwardSize : configuration.HiddenSize;
        int outputs = values.Length / inputs;
        if (name == TensorNames.TokenEmbedding)
        {
            writer.AddFloat16(name, values, inputs, outputs);
        }
        else if (configuration.Ternary)
        {
            writer.AddTernary(name, TernaryPacking.Ternarize(values, outputs, inputs));
        }
        else
        {
            writer.AddFloat32(name, values, inputs, outputs);
        }
    }
}
