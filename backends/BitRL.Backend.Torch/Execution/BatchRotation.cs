using BitRL.Backend.Torch.Memory;
using BitRL.Contracts.Backends;
using static TorchSharp.torch;

namespace BitRL.Backend.Torch.Execution;

/// <summary>Cosines and sines of one batch's positions, brought to the device once an upload: every block rotates by the same angles.</summary>
internal sealed class BatchRotation(DeviceBatch batch, Device place) : IDisposable
{
    private readonly RotationTable _table = new();
    private readonly HostBuffer<float> _host = new(place);
    private Tensor? _cos;
    private Tensor? _sin;
    private int _headSize;
    private float _frequencyBase;

    /// <summary>Factors of a rotation x ← x·Cos + swap(x)·Sin, where swap exchanges the halves of a head.</summary>
    /// <returns>[rows, 1, headSize] each; valid until the next upload.</returns>
    public (Tensor Cos, Tensor Sin) Factors(int headSize, float frequencyBase)
    {
        if (_cos is null || _sin is null || _headSize != headSize || !_frequencyBase.Equals(frequencyBase))
        {
            Forget();
            _headSize = headSize;
            _frequencyBase = frequencyBase;
            _table.Prepare(batch.MaxContext, headSize, frequencyBase);
            int rows = batch.TokenCount;
            Span<float> values = _host.Write(2 * rows * headSize);
            for (int row = 0; row < rows; row++)
            {
                int position = batch.Positions[row];
                _table.Cos(position).CopyTo(values[(row * headSize)..]);
                _table.Sin(position).CopyTo(values[((rows + row) * headSize)..]);
            }

            Tensor both = _host.Read(values.Length).view(2, rows, 1, headSize);
            _cos = both.select(0, 0).DetachFromDisposeScope();
            _sin = both.select(0, 1).DetachFromDisposeScope();
        }

        return (_cos, _sin);
    }

    /// <summary>The positions have changed.</summary>
    public void Forget()
    {
        _cos?.Dispose();
        _sin?.Dispose();
        _cos = null;
        _sin = null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Forget();
        _host.Dispose();
    }
}
