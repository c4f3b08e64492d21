using BitRL.Backend.Torch.Memory;
using BitRL.Contracts.Backends;
using static TorchSharp.torch;

namespace BitRL.Backend.Torch.Products;

/// <summary>
/// FP16 or BF16 weights. Either libtorch multiplies in the format itself and rounds its results to it, or the inputs are rounded to the format, the
/// weights widened in chunks, and the sums stay float32.
/// </summary>
internal sealed class HalfMatrix : TorchMatrix
{
    private readonly ScalarType _type;
    private readonly bool _isNative;
    private readonly Tensor _weights;
    private readonly List<(int First, int Rows, Tensor Weights)> _chunks = [];

    public HalfMatrix(Device place, NumberFormat format, bool isNative, int inputs, int outputs, float? ternaryScale)
        : base(place, inputs, outputs, ternaryScale, (long)inputs * outputs * sizeof(ushort))
    {
        _type = format == NumberFormat.Float16 ? ScalarType.Float16 : ScalarType.BFloat16;

        // Sums of int8 activations do not fit into FP16's range; widened they are exact.
        _isNative = isNative && !(ternaryScale is not null && format == NumberFormat.Float16);
        _weights = Keep(empty(outputs, inputs, dtype: _type, device: place));
        for (int first = 0; first < outputs; first += WideningScratch.Rows(inputs))
        {
            int rows = Math.Min(outputs - first, WideningScratch.Rows(inputs));
            _chunks.Add((first, rows, Keep(_weights.narrow(0, first, rows))));
        }
    }

    /// <inheritdoc/>
    public override void Fill(int first, ReadOnlySpan<float> weights, HostBuffer<float> staging)
    {
        using Tensor target = _weights.narrow(0, first, weights.Length / Inputs);
        Copy(weights, staging, target);
    }

    /// <inheritdoc/>
    public override void Multiply(Tensor input, Tensor result, WideningScratch scratch)
    {
        Tensor rounded = input.to(_type);
        if (_isNative)
        {
            result.copy_(nn.functional.linear(rounded, _weights));
            return;
        }

        Tensor operand = TernaryScale is null ? rounded.to(ScalarType.Float32) : input; // int8 values are exact in both formats
        foreach ((int first, int rows, Tensor weights) in _chunks)
        {
            WideningScratch.Chunk chunk = scratch.Get(rows, Inputs);
            chunk.Values.copy_(weights);
            Tensor target = rows == Outputs ? result : result.narrow(1, first, rows);
            target.addmm_(operand, chunk.Transposed, beta: 0, alpha: 1);
        }
    }
}
