using BitRL.Backend.Torch.Memory;
using static TorchSharp.torch;

namespace BitRL.Backend.Torch.Products;

/// <summary>Float32 weights.</summary>
internal sealed class FloatMatrix : TorchMatrix
{
    private readonly Tensor _weights;
    private readonly Tensor _transposed;

    public FloatMatrix(Device place, int inputs, int outputs, float? ternaryScale)
        : base(place, inputs, outputs, ternaryScale, (long)inputs * outputs * sizeof(float))
    {
        _weights = Keep(empty(outputs, inputs, dtype: ScalarType.Float32, device: place));
        _transposed = Keep(_weights.t());
    }

    /// <inheritdoc/>
    public override void Fill(int first, ReadOnlySpan<float> weights, HostBuffer<float> staging)
    {
        using Tensor target = _weights.narrow(0, first, weights.Length / Inputs);
        Copy(weights, staging, target);
    }

    /// <inheritdoc/>
    public override void Multiply(Tensor input, Tensor result, WideningScratch scratch) => result.addmm_(input, _transposed, beta: 0, alpha: 1);
}
