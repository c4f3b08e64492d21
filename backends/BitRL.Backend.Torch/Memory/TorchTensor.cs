using BitRL.Contracts.Backends;
using static TorchSharp.torch;

namespace BitRL.Backend.Torch.Memory;

/// <summary>Float32 rows. There are a few more of them than the contract says, so that products never see fewer than <see cref="LeastRows"/>.</summary>
internal sealed class TorchTensor : DeviceTensor
{
    /// <summary>
    /// Products of fewer rows take another way through the matrix library, which adds in another order: a text's features would depend on how many
    /// tokens share its pass.
    /// </summary>
    public const int LeastRows = 8;

    private Tensor? _first;
    private int _firstRows;

    public TorchTensor(Device place, int rows, int width)
        : base(rows, width)
    {
        Values = zeros([Math.Max(rows, LeastRows), width], dtype: ScalarType.Float32, device: place).DetachFromDisposeScope();
    }

    /// <summary>[at least Rows, Width]; may be read by several queues.</summary>
    public Tensor Values { get; }

    /// <summary>The first rows, at most the capacity or <see cref="LeastRows"/>. For the queue that writes the tensor; valid until it asks for another number.</summary>
    public Tensor First(int rows)
    {
        if (_first is null || _firstRows != rows)
        {
            _first?.Dispose();
            _first = Values.narrow(0, 0, rows).DetachFromDisposeScope();
            _firstRows = rows;
        }

        return _first;
    }

    /// <inheritdoc/>
    protected override void Release()
    {
        _first?.Dispose();
        Values.Dispose();
    }
}
