using BitRL.Contracts.Backends;
using static TorchSharp.torch;

namespace BitRL.Backend.Torch.Memory;

/// <summary>Int8 rows, as whole numbers in float32, with a step a row: every format of weights takes them as they are, and their sums are exact.</summary>
internal sealed class TorchQuantizedRows(Device place, int rows, int width) : QuantizedRows(rows, width)
{
    /// <summary>Whole numbers from −127 to 127.</summary>
    public TorchTensor Values { get; } = new(place, rows, width);

    /// <summary>The real value of 1, one a row.</summary>
    public TorchTensor Steps { get; } = new(place, rows, 1);

    /// <inheritdoc/>
    protected override void Release()
    {
        Values.Dispose();
        Steps.Dispose();
    }
}
