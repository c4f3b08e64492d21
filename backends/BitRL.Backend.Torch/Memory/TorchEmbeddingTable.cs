using System.Runtime.InteropServices;
using BitRL.Contracts.Backends;
using static TorchSharp.torch;

namespace BitRL.Backend.Torch.Memory;

/// <summary>An embedding table in host memory, of which only the rows that a batch uses go to the device: half floats in place, or a copy of float32 values.</summary>
internal sealed class TorchEmbeddingTable : EmbeddingTable, IOwned
{
    private readonly ReadOnlyMemory<byte> _halves;
    private readonly float[]? _copy;
    private bool _disposed;

    public TorchEmbeddingTable(TorchDevice owner, ReadOnlyMemory<byte> float16, int entries, int width)
        : base(entries, width)
    {
        Owner = owner;
        _halves = float16;
    }

    public TorchEmbeddingTable(TorchDevice owner, ReadOnlySpan<float> values, int entries, int width)
        : base(entries, width)
    {
        Owner = owner;
        _copy = values.ToArray();
    }

    /// <inheritdoc/>
    public TorchDevice Owner { get; }

    /// <summary>Collects entries.</summary>
    /// <param name="entries">Which ones; all inside the table.</param>
    /// <param name="staging">Where to collect them.</param>
    /// <returns>[entries, Width] on the device, float16 or float32, of the current dispose scope; valid until the staging is used again.</returns>
    public Tensor Read(ReadOnlySpan<int> entries, EmbeddingStaging staging)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        int count = entries.Length * Width;
        if (_copy is null)
        {
            Gather(entries, MemoryMarshal.Cast<byte, Half>(_halves.Span), staging.Halves.Write(count));
            return staging.Halves.Read(count).view(entries.Length, Width);
        }

        Gather(entries, _copy, staging.Floats.Write(count));
        return staging.Floats.Read(count).view(entries.Length, Width);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _disposed = true;
        Owner.Forget(this);
    }

    private void Gather<T>(ReadOnlySpan<int> entries, ReadOnlySpan<T> table, Span<T> rows)
    {
        for (int i = 0; i < entries.Length; i++)
        {
            table.Slice(entries[i] * Width, Width).CopyTo(rows[(i * Width)..]);
        }
    }
}
