using System.Collections.Immutable;
using BitRL.Model.Transformer;
using BitRL.Model.Weights;

namespace BitRL.Model.Quantization;

/// <summary>
/// A full-precision model whose matrices were rounded after training; embeddings and norms stay as they are. Integer targets are written as float32
/// values that lie on the integer grid, so that every backend runs them and a backend of that precision stores them without further loss; ternary ones
/// as I2_S, which runs with int8 activations.
/// </summary>
public sealed class QuantizedModel
{
    private const string FileTypeKey = "general.file_type";
    private const string NameKey = "general.name";
    private const string QuantizationKey = "bitrl.quantization";
    private readonly GgufWriter _writer = new();

    private QuantizedModel(ImmutableArray<LayerReport> layers)
    {
        Layers = layers;
    }

    /// <summary>The matrices, in the file's order.</summary>
    public ImmutableArray<LayerReport> Layers { get; }

    /// <summary>Bytes of the matrices on a device of that precision, scales included.</summary>
    public long MatrixBytes => (long)Math.Ceiling(Layers.Sum(layer => layer.Weights * layer.BitsPerWeight) / 8);

    /// <summary>Rounds the matrices of a model.</summary>
    /// <param name="source">The model; must stay open until the result is written for the last time.</param>
    /// <param name="settings">How.</param>
    /// <exception cref="GgufFormatException">The model has ternary matrices already, none at all, or damaged ones.</exception>
    public static QuantizedModel Create(GgufFile source, QuantizationSettings settings)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(settings);
        ImmutableArray<LayerReport>.Builder layers = ImmutableArray.CreateBuilder<LayerReport>();
        List<(GgufTensor Tensor, float[]? Rounded, int Inputs)> tensors = [];
        foreach (GgufTensor tensor in source.Tensors)
        {
            if (!TensorNames.IsMatrixOfBlock(tensor.Name) || tensor.Dimensions.Length != 2)
            {
                tensors.Add((tensor, null, 0));
                continue;
            }

            if (tensor.Type == GgufTensorType.I2_S)
            {
                throw tensor.Error($"tensor '{tensor.Name}' is ternary already", "give a full-precision model, such as embedded-fp");
            }

            int inputs = checked((int)tensor.Dimensions[0]);
            float[] weights = tensor.ReadFloats();
            float[] rounded = new float[weights.Length];
            WeightQuantizer.Round(weights, inputs, settings, rounded);
            layers.Add(new LayerReport(tensor.Name, weights.Length / inputs, inputs, WeightQuantizer.BitsPerWeight(inputs, settings), RoundingError.Between(weights, rounded)));
            tensors.Add((tensor, settings.Target == QuantizationTarget.Ternary ? weights : rounded, inputs));
            tensor.Release();
        }

        if (layers.Count == 0)
        {
            throw new GgufFormatException(source.Name, -1, "there is no matrix to quantise", "give a model of the BitNet b1.58 family");
        }

        var model = new QuantizedModel(layers.ToImmutable());
        model.Collect(source, settings, tensors);
        return model;
    }

    /// <summary>Writes it as a GGUF file: to a temporary file beside it, then renamed.</summary>
    /// <param name="path">Where; not the source. An existing file is replaced.</param>
    /// <exception cref="IOException">Writing failed; nothing was left behind.</exception>
    public void Save(string path) => _writer.Save(path);

    /// <summary>The same bytes in memory.</summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        _writer.WriteTo(stream);
        return stream.ToArray();
    }

    private void Collect(GgufFile source, QuantizationSettings settings, List<(GgufTensor Tensor, float[]? Rounded, int Inputs)> tensors)
    {
        foreach (GgufValue value in source.Metadata)
        {
            if (value.Key is not (FileTypeKey or NameKey))
            {
                _writer.Add(value);
            }
        }

        string name = source.Metadata.GetString(NameKey, Path.GetFileNameWithoutExtension(source.Name));
        bool isTernary = settings.Target == QuantizationTarget.Ternary;
        _writer.Add(NameKey, $"{name}-{settings.Name}");
        _writer.Add(FileTypeKey, isTernary ? BackboneMetadata.TernaryFileType : BackboneMetadata.Float32FileType);
        _writer.Add(QuantizationKey, settings.Name);
        foreach ((GgufTensor tensor, float[]? values, int inputs) in tensors)
        {
            if (values is null)
            {
                _writer.Add(tensor);
            }
            else if (isTernary)
            {
                _writer.AddTernary(tensor.Name, TernaryPacking.Ternarize(values, values.Length / inputs, inputs));
            }
            else
            {
                _writer.AddFloat32(tensor.Name, values, tensor.Dimensions.AsSpan());
            }
        }
    }
}
