namespace BitRL.Contracts.Backends;

/// <summary>A weight matrix that a device holds; y = W·x with W of shape [Outputs, Inputs].</summary>
/// <param name="inputs">Columns.</param>
/// <param name="outputs">Rows.</param>
/// <param name="residentBytes">Memory it takes on the device, 0 where it is used in place from a mapped file.</param>
public abstract class WeightMatrix(int inputs, int outputs, long residentBytes) : DeviceObject
{
    /// <summary>Columns.</summary>
    public int Inputs { get; } = inputs;

    /// <summary>Rows.</summary>
    public int Outputs { get; } = outputs;

    /// <summary>Memory it takes on the device, in bytes.</summary>
    public long ResidentBytes { get; } = residentBytes;
}
