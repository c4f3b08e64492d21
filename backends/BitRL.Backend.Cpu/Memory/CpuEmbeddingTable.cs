using System.Buffers;
using System.Runtime.InteropServices;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.Cpu.Memory;

/// <summary>An embedding table: half floats in place, or a copy of float32 values.</summary>
internal sealed unsafe class CpuEmbeddingTable : EmbeddingTable, IOwned
{
    private readonly AlignedBuffer? _copy;
    private MemoryHandle _inPlace;
    private bool _disposed;

    /// <summary>Uses half floats in place.</summary>
    public CpuEmbeddingTable(CpuDevice owner, ReadOnlyMemory<byte> float16, int entries, int width)
        : base(entries, width)
    {
        Owner = owner;
        _inPlace = float16.Pin();
    }

    /// <summary>Copies float32 values.</summary>
    public CpuEmbeddingTable(CpuDevice owner, ReadOnlySpan<float> values, int entries, int width)
        : base(entries, width)
    {
        Owner = owner;
        _copy = new AlignedBuffer((long)values.Length * sizeof(float));
        MemoryMarshal.AsBytes(values).CopyTo(new Span<byte>(_copy.Pointer, values.Length * sizeof(float)));
    }

    /// <inheritdoc/>
    public CpuDevice Owner { get; }

    /// <summary>output = the entry, plus <paramref name="addend"/> where it is not null.</summary>
    public void Read(IRowKernels kernels, int entry, float* addend, float* output)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        long offset = (long)entry * Width;
        if (_copy is null)
        {
            kernels.WidenHalf((ushort*)_inPlace.Pointer + offset, addend, Width, output);
        }
        else
        {
            kernels.Copy((float*)_copy.Pointer + offset, addend, Width, output);
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
