using BitRL.Ppo.Checkpoints;

namespace BitRL.Ppo.Rollout;

/// <summary>Rows of features, in the order in which they came. Grows when it must. Not thread-safe.</summary>
/// <param name="width">Floats a row.</param>
/// <param name="capacity">Rows there is room for at once.</param>
internal sealed class FeatureStore(int width, int capacity)
{
    private float[] _rows = new float[capacity * width];

    public int Width { get; } = width;

    /// <summary>Rows it holds.</summary>
    public int Count { get; private set; }

    /// <summary>[Count, Width], valid until the next <see cref="Append"/>.</summary>
    public ReadOnlySpan<float> Rows => _rows.AsSpan(0, Count * Width);

    /// <summary>Makes room for more rows.</summary>
    /// <returns>[count, Width], to be written by the caller; valid until the next call.</returns>
    public Span<float> Append(int count)
    {
        int needed = (Count + count) * Width;
        if (needed > _rows.Length)
        {
            Array.Resize(ref _rows, Math.Max(needed, _rows.Length * 2));
        }

        Span<float> added = _rows.AsSpan(Count * Width, count * Width);
        Count += count;
        return added;
    }

    /// <summary>Copies chosen rows side by side.</summary>
    public void Gather(ReadOnlySpan<int> indices, Span<float> destination)
    {
        for (int i = 0; i < indices.Length; i++)
        {
            _rows.AsSpan(indices[i] * Width, Width).CopyTo(destination[(i * Width)..]);
        }
    }

    public void Clear() => Count = 0;

    public void Save(StateWriter writer)
    {
        writer.Write(Count);
        writer.Write(Rows);
    }

    /// <param name="reader">Read from.</param>
    /// <param name="maxRows">More are refused.</param>
    public void Load(StateReader reader, int maxRows)
    {
        Clear();
        int count = reader.ReadCount(maxRows);
        reader.Read(Append(count));
    }
}
