namespace BitRL.Contracts.Backends;

/// <summary>Float32 rows on a device, [Rows, Width] row-major; the content is only reached through a queue.</summary>
/// <param name="rows">Capacity in rows.</param>
/// <param name="width">Elements a row.</param>
public abstract class DeviceTensor(int rows, int width) : DeviceObject
{
    /// <summary>Capacity in rows.</summary>
    public int Rows { get; } = rows;

    /// <summary>Elements a row.</summary>
    public int Width { get; } = width;
}
