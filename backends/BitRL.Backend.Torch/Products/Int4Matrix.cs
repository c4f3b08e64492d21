using BitRL.Backend.Torch.Memory;
using TorchSharp;
using static TorchSharp.torch;

namespace BitRL.Backend.Torch.Products;

/// <summary>
/// Int4 weights, two a byte, with a step for each group of inputs, widened in chunks and multiplied in float32. A row is filled up with zeros to whole
/// groups; byte b of it holds element b in its low nibble and element b + half a row in its high one, both as two's complement, so that widening needs
/// shifts only.
/// </summary>
internal sealed class Int4Matrix : TorchMatrix
{
    private readonly int _group;
    private readonly int _groups;
    private readonly Tensor _nibble;
    private readonly Tensor _weights;
    private readonly Tensor _steps;
    private readonly List<Part> _parts = [];

    public Int4Matrix(Device place, int group, int inputs, int outputs, float? ternaryScale)
        : base(place, inputs, outputs, ternaryScale, (long)outputs * Groups(inputs, group) * ((group / 2) + sizeof(float)))
    {
        _group = group;
        _groups = Groups(inputs, group);
        _nibble = Keep(tensor((sbyte)4, device: place));
        _weights = Keep(empty(outputs, PaddedInputs / 2, dtype: ScalarType.Int8, device: place));
        _steps = Keep(empty(outputs, _groups, 1, dtype: ScalarType.Float32, device: place));
        for (int first = 0; first < outputs; first += WideningScratch.Rows(PaddedInputs))
        {
            int rows = Math.Min(outputs - first, WideningScratch.Rows(PaddedInputs));
            _parts.Add(new Part(first, rows, Keep(_weights.narrow(0, first, rows)), Keep(_steps.narrow(0, first, rows))));
        }
    }

    private int PaddedInputs => _groups * _group;

    /// <inheritdoc/>
    public override void Fill(int first, ReadOnlySpan<float> weights, HostBuffer<float> staging)
    {
        int rows = weights.Length / Inputs;
        int half = PaddedInputs / 2;
        using DisposeScope scope = NewDisposeScope();
        using HostBuffer<sbyte> packed = new(Place);
        Span<sbyte> bytes = packed.Write(rows * half);
        Span<float> steps = staging.Write(rows * _groups);
        Span<sbyte> rounded = new sbyte[PaddedInputs];
        for (int row = 0; row < rows; row++)
        {
            Round(weights.Slice(row * Inputs, Inputs), rounded, steps.Slice(row * _groups, _groups));
            for (int b = 0; b < half; b++)
            {
                bytes[(row * half) + b] = (sbyte)((rounded[half + b] << 4) | (rounded[b] & 15));
            }
        }

        _weights.narrow(0, first, rows).copy_(packed.Read(bytes.Length).view(rows, half));
        _steps.narrow(0, first, rows).copy_(staging.Read(steps.Length).view(rows, _groups, 1));
    }

    /// <inheritdoc/>
    public override void Multiply(Tensor input, Tensor result, WideningScratch scratch)
    {
        int half = PaddedInputs / 2;
        foreach (Part part in _parts)
        {
            WideningScratch.Chunk chunk = scratch.Get(part.Rows, PaddedInputs);
            chunk.Values.narrow(1, half, half).copy_(part.Weights.bitwise_right_shift(_nibble));
            chunk.Values.narrow(1, 0, half).copy_(part.Weights.bitwise_left_shift(_nibble).bitwise_right_shift_(_nibble));
            chunk.Values.view(part.Rows, _groups, _group).mul_(part.Steps);
            Tensor weights = PaddedInputs == Inputs ? chunk.Transposed : chunk.Transposed.narrow(0, 0, Inputs);
            Tensor target = part.Rows == Outputs ? result : result.narrow(1, part.First, part.Rows);
            target.addmm_(input, weights, beta: 0, alpha: 1);
        }
    }

    private static int Groups(int inputs, int group) => (inputs + group - 1) / group;

    private void Round(ReadOnlySpan<float> weights, Span<sbyte> rounded, Span<float> steps)
    {
        rounded.Clear();
        for (int g = 0; g < _groups; g++)
        {
            int start = g * _group;
            int count = Math.Min(_group, weights.Length - start);
            ReadOnlySpan<float> run = weights.Slice(start, count);
            Span<sbyte> target = rounded.Slice(start, count);
            steps[g] = TernaryScale is null ? IntegerRounding.Round(run, IntegerRounding.Int4Levels, target) : IntegerRounding.Keep(run, target);
        }
    }

    private sealed record Part(int First, int Rows, Tensor Weights, Tensor Steps);
}
