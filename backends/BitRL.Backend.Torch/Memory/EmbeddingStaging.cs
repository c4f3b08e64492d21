using System.Runtime.InteropServices;
using BitRL.Contracts.Backends;
using static TorchSharp.torch;

namespace BitRL.Backend.Torch.Memory;

/// <summary>Where a queue collects the rows of embedding tables, so that only those that a batch uses go to the device.</summary>
internal sealed class EmbeddingStaging(Device place) : IDisposable
{
    private readonly HostBuffer<Half> _halves = new(place);
    private readonly HostBuffer<float> _floats = new(place);

    /// <summary>Collects entries.</summary>
    /// <param name="table">Whose.</param>
    /// <param name="entries">Which ones; all inside the table.</param>
    /// <returns>[entries, Width] on the device, float16 or float32, of the current dispose scope; valid until the next call.</returns>
    public Tensor Read(HostEmbeddingTable table, ReadOnlySpan<int> entries) =>
        table.IsHalf ? Gather(table, entries, _halves) : Gather(table, entries, _floats);

    /// <inheritdoc/>
    public void Dispose()
    {
        _halves.Dispose();
        _floats.Dispose();
    }

    private static Tensor Gather<T>(HostEmbeddingTable table, ReadOnlySpan<int> entries, HostBuffer<T> buffer)
        where T : unmanaged
    {
        int width = table.Width;
        ReadOnlySpan<T> content = MemoryMarshal.Cast<byte, T>(table.Content);
        Span<T> rows = buffer.Write(entries.Length * width);
        for (int i = 0; i < entries.Length; i++)
        {
            content.Slice(entries[i] * width, width).CopyTo(rows[(i * width)..]);
        }

        return buffer.Read(rows.Length).view(entries.Length, width);
    }
}
