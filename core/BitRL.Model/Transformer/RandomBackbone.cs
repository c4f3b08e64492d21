using BitRL.Contracts.Pretraining;
using BitRL.Model.Tokenizer;
using BitRL.Model.Weights;

namespace BitRL.Model.Transformer;

/// <summary>
/// Makes backbones with random weights: the control that says what pretraining is worth, and small models for tests. Matrices are normal with
/// variance 1 / inputs (ternarised where the shape is ternary), embeddings normal, norms 1. The same arguments give the same bytes everywhere.
/// </summary>
public static class RandomBackbone
{
    /// <summary>Makes a model with the number tokenizer.</summary>
    /// <param name="shape">Its shape; the vocabulary may be larger than the tokenizer's.</param>
    /// <param name="seed">All weights follow from it.</param>
    /// <param name="words">Words of the tokenizer.</param>
    /// <param name="tokenEmbedding">[vocabulary, hidden] to use instead of a random one, or empty.</param>
    /// <param name="embeddingDeviation">Standard deviation of random embeddings. <value>Default 1.</value></param>
    /// <param name="tokenizerVersion">Rules of the tokenizer. <value>Default the first ones: words of letters only.</value></param>
    /// <returns>A GGUF file.</returns>
    /// <exception cref="ArgumentException">The embedding is of another shape.</exception>
    public static byte[] Create(BackboneShape shape, ulong seed, IReadOnlyCollection<string> words, ReadOnlyMemory<float> tokenEmbedding, double embeddingDeviation = 1, int tokenizerVersion = NumberTokenizer.WordsOnlyVersion)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(words);
        var normal = new NormalStream(seed);
        var writer = new GgufWriter();
        BackboneMetadata.AddShape(writer, shape, $"random-{shape.HiddenSize}x{shape.Blocks}-{seed}");
        writer.Add("tokenizer.ggml.model", "no_vocab");
        writer.Add(TokenizerFactory.ModelKey, NumberTokenizer.ModelName);
        writer.Add(TokenizerFactory.VersionKey, (uint)tokenizerVersion);
        writer.AddArray(TokenizerFactory.WordsKey, words);
        if (shape.FieldOrdinals > 0)
        {
            BackboneMetadata.AddFieldEmbedding(writer, normal.Next(shape.FieldOrdinals * shape.HiddenSize, embeddingDeviation), shape.FieldOrdinals);
        }

        ReadOnlyMemory<float> embedding = tokenEmbedding.IsEmpty ? normal.Next(shape.VocabularySize * shape.HiddenSize, embeddingDeviation) : tokenEmbedding;
        writer.AddFloat16(TensorNames.TokenEmbedding, embedding, shape.HiddenSize, shape.VocabularySize);
        for (int block = 0; block < shape.Blocks; block++)
        {
            AddBlock(writer, shape, block, normal);
        }

        AddNorm(writer, TensorNames.OutputNorm, shape.HiddenSize);
        using var stream = new MemoryStream();
        writer.WriteTo(stream);
        return stream.ToArray();
    }

    private static void AddBlock(GgufWriter writer, BackboneShape shape, int block, NormalStream normal)
    {
        int keyValue = shape.HiddenSize / shape.Heads * shape.KeyValueHeads;
        AddNorm(writer, TensorNames.Block(block, "attn_norm"), shape.HiddenSize);
        AddNorm(writer, TensorNames.Block(block, "attn_sub_norm"), shape.HiddenSize);
        AddNorm(writer, TensorNames.Block(block, "ffn_norm"), shape.HiddenSize);
        AddNorm(writer, TensorNames.Block(block, "ffn_sub_norm"), shape.FeedForwardSize);
        void Add(string part, int outputs, int inputs)
        {
            float[] values = normal.Next(outputs * inputs, 1 / Math.Sqrt(inputs));
            string name = TensorNames.Block(block, part);
            if (shape.IsTernary)
            {
                writer.AddTernary(name, TernaryPacking.Ternarize(values, outputs, inputs));
            }
            else
            {
                writer.AddFloat32(name, values, inputs, outputs);
            }
        }

        Add("attn_q", shape.HiddenSize, shape.HiddenSize);
        Add("attn_k", keyValue, shape.HiddenSize);
        Add("attn_v", keyValue, shape.HiddenSize);
        Add("attn_output", shape.HiddenSize, shape.HiddenSize);
        Add("ffn_gate", shape.FeedForwardSize, shape.HiddenSize);
        Add("ffn_up", shape.FeedForwardSize, shape.HiddenSize);
        Add("ffn_down", shape.HiddenSize, shape.FeedForwardSize);
    }

    private static void AddNorm(GgufWriter writer, string name, int width)
    {
        float[] ones = new float[width];
        Array.Fill(ones, 1f);
        writer.AddFloat32(name, ones, width);
    }

    // SplitMix64 and Box-Muller: repeatable on every runtime.
    private sealed class NormalStream(ulong seed)
    {
        private ulong _state = seed;

        public float[] Next(int count, double deviation)
        {
            float[] values = new float[count];
            for (int i = 0; i < count; i += 2)
            {
                double radius = deviation * Math.Sqrt(-2 * Math.Log(1 - Uniform()));
                (double sine, double cosine) = Math.SinCos(2 * Math.PI * Uniform());
                values[i] = (float)(radius * cosine);
                if (i + 1 < count)
                {
                    values[i + 1] = (float)(radius * sine);
                }
            }

            return values;
        }

        private double Uniform()
        {
            ulong z = _state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
        }
    }
}
