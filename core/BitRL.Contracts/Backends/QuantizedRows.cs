namespace BitRL.Contracts.Backends;

/// <summary>
/// Rows quantised to int8 with one scale a row (BitNet b1.58 "W1.58 A8"): amax = max(1e-5, max|x|), q = round-half-even(x·127/amax) clamped
/// to [−128, 127]. How a device stores them (with row sums, lookup tables, or as floats) is its own affair.
/// </summary>
/// <param name="rows">Capacity in rows.</param>
/// <param name="width">Elements a row.</param>
public abstract class QuantizedRows(int rows, int width) : DeviceObject
{
    /// <summary>Capacity in rows.</summary>
    public int Rows { get; } = rows;

    /// <summary>Elements a row.</summary>
    public int Width { get; } = width;
}
