using BitRL.Ppo.Networks.Simd;

namespace BitRL.Ppo.Networks;

/// <summary>What a pass through an <see cref="Mlp"/> leaves behind: the outputs of every layer, and room for their gradients. Not thread-safe.</summary>
internal sealed class MlpWorkspace
{
    private readonly AlignedBuffer[] _outputs;
    private readonly AlignedBuffer[] _gradients;
    private readonly MlpShape _shape;

    /// <param name="shape">Of the network.</param>
    /// <param name="maxRows">Largest batch.</param>
    public MlpWorkspace(MlpShape shape, int maxRows)
    {
        _shape = shape;
        MaxRows = maxRows;
        _outputs = [.. shape.Layers.Select(layer => new AlignedBuffer(maxRows * layer.Stride))];
        _gradients = [.. shape.Layers.Select(layer => new AlignedBuffer(maxRows * layer.Stride))];
        Transposed = new AlignedBuffer(shape.Layers.Skip(1).Select(layer => layer.Outputs * AlignedBuffer.Pad(layer.Inputs)).DefaultIfEmpty(0).Max());
    }

    public int MaxRows { get; }

    /// <summary>Scratch for one transposed weight matrix.</summary>
    public AlignedBuffer Transposed { get; }

    /// <summary>Activations after a layer, [rows, layer stride].</summary>
    public Span<float> Outputs(int layer, int rows) => _outputs[layer].Span[..(rows * _shape.Layers[layer].Stride)];

    /// <summary>Gradient of the loss before the activation of a layer, [rows, layer stride]; that of the last layer is written by the loss, with padding left 0.</summary>
    public Span<float> Gradients(int layer, int rows) => _gradients[layer].Span[..(rows * _shape.Layers[layer].Stride)];
}
