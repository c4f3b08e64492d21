namespace BitRL.Contracts.Backends;

/// <summary>An embedding table that a device holds, [Entries, Width].</summary>
/// <param name="entries">Rows.</param>
/// <param name="width">Columns.</param>
public abstract class EmbeddingTable(int entries, int width) : DeviceObject
{
    /// <summary>Rows.</summary>
    public int Entries { get; } = entries;

    /// <summary>Columns.</summary>
    public int Width { get; } = width;
}
