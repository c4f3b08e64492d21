using BitRL.Backend.Torch.Memory;
using TorchSharp;
using static TorchSharp.torch;

namespace BitRL.Backend.Torch.Products;

/// <summary>Int8 weights with a step an output, widened in chunks and multiplied in float32.</summary>
internal sealed class Int8Matrix : TorchMatrix
{
    private readonly Tensor _weights;
    private readonly Tensor _steps;
    private readonly List<(int First, int Rows, Tensor Weights)> _chunks = [];

    public Int8Matrix(Device place, int inputs, int outputs, float? ternaryScale)
        : base(place, inputs, outputs, ternaryScale, ((long)inputs * outputs) + ((long)outputs * sizeof(float)))
    {
        _weights = Keep(empty(outputs, inputs, dtype: ScalarType.Int8, device: place));
        _steps = Keep(empty(1, outputs, dtype: ScalarType.Float32, device: place));
        for (int first = 0; first < outputs; first += WideningScratch.Rows(inputs))
        {
            int rows = Math.Min(outputs - first, WideningScratch.Rows(inputs));
            _chunks.Add((first, rows, Keep(_weights.narrow(0, first, rows))));
        }
    }

    /// <inheritdoc/>
    public override void Fill(int first, ReadOnlySpan<float> weights, HostBuffer<float> staging)
    {
        int rows = weights.Length / Inputs;
        using DisposeScope scope = NewDisposeScope();
        using HostBuffer<sbyte> rounded = new(Place);
        Span<sbyte> values = rounded.Write(weights.Length);
        Span<float> steps = staging.Write(rows);
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> source = weights.Slice(row * Inputs, Inputs);
            Span<sbyte> target = values.Slice(row * Inputs, Inputs);
            steps[row] = TernaryScale is null ? IntegerRounding.Round(source, IntegerRounding.Int8Levels, target) : IntegerRounding.Keep(source, target);
        }

        _weights.narrow(0, first, rows).copy_(rounded.Read(weights.Length).view(rows, Inputs));
        _steps.narrow(1, first, rows).copy_(staging.Read(rows).view(1, rows));
    }

    /// <inheritdoc/>
    public override void Multiply(Tensor input, Tensor result, WideningScratch scratch)
    {
        foreach ((int first, int rows, Tensor weights) in _chunks)
        {
            WideningScratch.Chunk chunk = scratch.Get(rows, Inputs);
            chunk.Values.copy_(weights);
            Tensor target = rows == Outputs ? result : result.narrow(1, first, rows);
            target.addmm_(input, chunk.Transposed, beta: 0, alpha: 1);
        }

        result.mul_(_steps); // there are fewer results than weights
    }
}
