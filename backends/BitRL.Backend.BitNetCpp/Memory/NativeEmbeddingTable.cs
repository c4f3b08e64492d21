using System.Buffers;
using System.Runtime.InteropServices;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.BitNetCpp.Memory;

/// <summary>An embedding table: half floats in place, or a copy of float32 values.</summary>
internal sealed unsafe class NativeEmbeddingTable : EmbeddingTable, IOwned
{
    private readonly NativeBuffer? _copy;
    private MemoryHandle _inPlace;
    private bool _disposed;

    /// <summary>Uses half floats in place.</summary>
    public NativeEmbeddingTable(NativeDevice owner, ReadOnlyMemory<byte> float16, int entries, int width)
        : base(entries, width)
    {
        Owner = owner;
        _inPlace = float16.Pin();
    }

    /// <summary>Copies float32 values.</summary>
    public NativeEmbeddingTable(NativeDevice owner, ReadOnlySpan<float> values, int entries, int width)
        : base(entries, width)
    {
        Owner = owner;
        _copy = new NativeBuffer((long)values.Length * sizeof(float));
        MemoryMarshal.AsBytes(values).CopyTo(new Span<byte>(_copy.Pointer, values.Length * sizeof(float)));
    }

    /// <inheritdoc/>
    public NativeDevice Owner { get; }

    /// <summary>Half floats, or float32.</summary>
    public bool IsHalf => _copy is null;

    /// <summary>The first entry.</summary>
    public void* Pointer
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _copy is null ? _inPlace.Pointer : _copy.Pointer;
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _copy?.Dispose();
            _inPlace.Dispose();
            Owner.Forget(this);
        }
    }
}
