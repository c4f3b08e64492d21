using BitRL.Contracts.Backends;

namespace BitRL.Backend.Torch.Memory;

/// <summary>Int8 rows, as whole numbers in float32, with a step a row: every format of weights takes them as they are, and their sums are exact.</summary>
internal sealed class TorchQuantizedRows(TorchDevice owner, int rows, int width) : QuantizedRows(rows, width), IOwned
{
    /// <inheritdoc/>
    public TorchDevice Owner { get; } = owner;

    /// <summary>Whole numbers from −127 to 127.</summary>
    public TorchTensor Values { get; } = new(owner, rows, width);

    /// <summary>The real value of 1, one a row.</summary>
    public TorchTensor Steps { get; } = new(owner, rows, 1);

    /// <inheritdoc/>
    public override void Dispose()
    {
        Values.Dispose();
        Steps.Dispose();
        Owner.Forget(this);
    }
}
