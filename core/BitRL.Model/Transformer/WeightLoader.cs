using BitRL.Contracts.Backends;
using BitRL.Model.Weights;

namespace BitRL.Model.Transformer;

/// <summary>Brings tensors of a file onto a device, checking each shape. Remembers what it made, so that a failed load frees it.</summary>
internal sealed class WeightLoader(GgufFile file, IComputeDevice device, BackboneConfiguration configuration)
{
    // Up to here every value of a half-float embedding is checked at load; a larger one would have to be read in whole for it, and its rows
    // show themselves as features that are not finite when they are used.
    private const long CheckedEmbeddingBytes = 64L << 20;

    private readonly List<IDisposable> _made = [];

    /// <summary>Everything that was made, in order.</summary>
    public IReadOnlyList<IDisposable> Made => _made;

    /// <summary>Loads one block.</summary>
    public BlockWeights LoadBlock(int block)
    {
        int hidden = configuration.HiddenSize;
        int attention = configuration.AttentionSize;
        int keyValue = configuration.KeyValueSize;
        int feedForward = configuration.FeedForwardSize;
        return new BlockWeights
        {
            AttentionNorm = LoadNorm(TensorNames.Block(block, "attn_norm"), hidden),
            AttentionSubNorm = LoadNorm(TensorNames.Block(block, "attn_sub_norm"), attention),
            FeedForwardNorm = LoadNorm(TensorNames.Block(block, "ffn_norm"), hidden),
            FeedForwardSubNorm = LoadNorm(TensorNames.Block(block, "ffn_sub_norm"), feedForward),
            Query = LoadLinear(TensorNames.Block(block, "attn_q"), attention, hidden),
            Key = LoadLinear(TensorNames.Block(block, "attn_k"), keyValue, hidden),
            Value = LoadLinear(TensorNames.Block(block, "attn_v"), keyValue, hidden),
            Output = LoadLinear(TensorNames.Block(block, "attn_output"), hidden, attention),
            Gate = LoadLinear(TensorNames.Block(block, "ffn_gate"), feedForward, hidden),
            Up = LoadLinear(TensorNames.Block(block, "ffn_up"), feedForward, hidden),
            Down = LoadLinear(TensorNames.Block(block, "ffn_down"), hidden, feedForward),
        };
    }

    /// <summary>Loads the weight of a norm.</summary>
    public DeviceTensor LoadNorm(string name, int width)
    {
        GgufTensor tensor = file.Tensor(name);
        RequireShape(tensor, width);
        return Keep(device.CreateTensor(tensor.ReadFloats(), 1, width));
    }

    /// <summary>Loads a matrix: ternary ones in place, others as float32. What the device copied does not stay resident twice.</summary>
    public LinearLayer LoadLinear(string name, int outputs, int inputs)
    {
        GgufTensor tensor = file.Tensor(name);
        RequireShape(tensor, inputs, outputs);
        bool isTernary = tensor.Type == GgufTensorType.I2_S;
        WeightMatrix matrix = Keep(isTernary ? device.LoadTernary(tensor.ReadTernary()) : device.LoadDense(tensor.ReadFloats(), outputs, inputs));
        if (!isTernary || matrix.ResidentBytes > 0)
        {
            tensor.Release();
        }

        return new LinearLayer(matrix, isTernary);
    }

    /// <summary>Loads the token embedding: half floats in place, others as float32.</summary>
    public EmbeddingTable LoadEmbedding()
    {
        GgufTensor tensor = file.Tensor(TensorNames.TokenEmbedding);
        RequireShape(tensor, configuration.HiddenSize, configuration.VocabularySize);
        if (tensor.Type != GgufTensorType.Float16)
        {
            EmbeddingTable copied = Keep(device.LoadEmbedding(tensor.ReadFloats(), configuration.VocabularySize, configuration.HiddenSize));
            tensor.Release();
            return copied;
        }

        ReadOnlyMemory<byte> bytes = tensor.Bytes;
        if (bytes.Length <= CheckedEmbeddingBytes)
        {
            RequireFinite(tensor, bytes.Span);
            tensor.Release();
        }

        return Keep(device.LoadEmbedding(bytes, configuration.VocabularySize, configuration.HiddenSize));
    }

    /// <summary>Loads the field-ordinal table, or gives null where the model has none.</summary>
    public EmbeddingTable? LoadFieldEmbedding()
    {
        if (configuration.FieldOrdinals == 0)
        {
            return null;
        }

        GgufValue value = file.Metadata[BackboneMetadata.FieldEmbeddingKey];
        float[] table = value.AsFloats();
        if (table.LongLength != (long)configuration.FieldOrdinals * configuration.HiddenSize)
        {
            throw value.Error($"key '{value.Key}' has {table.Length} values where {configuration.FieldOrdinals} ordinals × {configuration.HiddenSize} are needed");
        }

        if (Array.FindIndex(table, static x => !float.IsFinite(x)) is var bad and >= 0)
        {
            throw value.Error($"key '{value.Key}' has the value {table[bad]} at element {bad}");
        }

        return Keep(device.LoadEmbedding(table, configuration.FieldOrdinals, configuration.HiddenSize));
    }

    private static void RequireShape(GgufTensor tensor, params ReadOnlySpan<long> dimensions)
    {
        if (!tensor.Dimensions.AsSpan().SequenceEqual(dimensions))
        {
            throw tensor.Error(
                $"tensor '{tensor.Name}' has the shape [{string.Join(", ", tensor.Dimensions)}] where the metadata ask for [{string.Join(", ", dimensions.ToArray())}]");
        }
    }

    private static void RequireFinite(GgufTensor tensor, ReadOnlySpan<byte> halves)
    {
        for (int i = 1; i < halves.Length; i += 2)
        {
            // All five exponent bits set: infinity or NaN.
            if ((halves[i] & 0x7C) == 0x7C)
            {
                throw tensor.Error($"tensor '{tensor.Name}' has a value that is not finite at element {i / 2}");
            }
        }
    }

    private T Keep<T>(T made)
        where T : IDisposable
    {
        _made.Add(made);
        return made;
    }
}
