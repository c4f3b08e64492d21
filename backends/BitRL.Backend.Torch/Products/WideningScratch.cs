using static TorchSharp.torch;

namespace BitRL.Backend.Torch.Products;

/// <summary>Where a queue turns a chunk of narrow weights into float32 before it multiplies: allocated once, small enough to stay in cache.</summary>
internal sealed class WideningScratch(Device place) : IDisposable
{
    /// <summary>Weights of a chunk: 2 MB of float32. Half of that costs 10% for the starts of more products; twice that is no faster, and slower for INT4 (docs/decisions/0015).</summary>
    public const int Elements = 512 * 1024;

    private readonly Dictionary<(int Rows, int Width), Chunk> _chunks = [];
    private Tensor? _memory;

    /// <summary>Rows of a chunk of a matrix with this many columns.</summary>
    public static int Rows(int width) => Math.Max(1, Elements / width);

    /// <summary>The scratch in a shape; its content is whatever was there.</summary>
    public Chunk Get(int rows, int width)
    {
        if (_chunks.TryGetValue((rows, width), out Chunk? known))
        {
            return known;
        }

        if (_memory is null || _memory.numel() < (long)rows * width)
        {
            Dispose();
            _memory = empty(Math.Max(Elements, (long)rows * width), dtype: ScalarType.Float32, device: place).DetachFromDisposeScope();
        }

        Tensor values = _memory.narrow(0, 0, (long)rows * width).view(rows, width).DetachFromDisposeScope();
        Chunk made = new(values, values.t().DetachFromDisposeScope());
        _chunks.Add((rows, width), made);
        return made;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Chunk chunk in _chunks.Values)
        {
            chunk.Values.Dispose();
            chunk.Transposed.Dispose();
        }

        _chunks.Clear();
        _memory?.Dispose();
        _memory = null;
    }

    /// <summary>The scratch in one shape.</summary>
    /// <param name="Values">[rows, width].</param>
    /// <param name="Transposed">The same memory as [width, rows].</param>
    internal sealed record Chunk(Tensor Values, Tensor Transposed);
}
