using System.Runtime.InteropServices;

namespace BitRL.Contracts.Backends;

/// <summary>
/// An embedding table that stays in host memory: half floats in place, of which only the rows that are used become resident, or a copy of float32 values. For devices that read host memory,
/// and for those that send only the rows of a batch.
/// </summary>
public sealed class HostEmbeddingTable : EmbeddingTable
{
    private readonly ReadOnlyMemory<byte> _halves;
    private readonly float[]? _floats;

    /// <summary>Uses half floats in place.</summary>
    /// <param name="float16">entries × width little-endian IEEE half floats; the caller's, and valid as long as this object is used.</param>
    /// <param name="entries">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <exception cref="ArgumentException">Their number does not fit.</exception>
    public HostEmbeddingTable(ReadOnlyMemory<byte> float16, int entries, int width)
        : base(entries, width)
    {
        DeviceArguments.Halves(float16, entries, width);
        _halves = float16;
    }

    /// <summary>Copies float32 values.</summary>
    /// <param name="values">entries × width of them.</param>
    /// <param name="entries">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <exception cref="ArgumentException">Their number does not fit.</exception>
    public HostEmbeddingTable(ReadOnlySpan<float> values, int entries, int width)
        : base(entries, width)
    {
        DeviceArguments.Floats(values, entries, width);
        _floats = values.ToArray();
    }

    /// <summary>Whether <see cref="Content"/> holds half floats; otherwise float32.</summary>
    public bool IsHalf => _floats is null;

    /// <summary>[Entries, Width] row-major, as bytes in the machine's order; does not move where the caller's memory does not, so pin it for as long as an address is used.</summary>
    public ReadOnlySpan<byte> Content => _floats is null ? _halves.Span : MemoryMarshal.AsBytes<float>(_floats);

    /// <summary>Nothing to give back: half floats are the caller's, a copy the garbage collector's.</summary>
    protected override void Release()
    {
    }
}
