namespace BitRL.Contracts.Backends;

/// <summary>
/// Optional ability of an <see cref="IComputeDevice"/>, probed with <c>is</c>: it says at which precision matrix products run. A device without it
/// keeps dense weights, their inputs and their results as float32. Sums are always at least float32, and everything but products is float32.
/// </summary>
public interface IProductPrecision
{
    /// <summary>How <see cref="IComputeDevice.LoadDense"/> stores weights. Ternary weights are stored as wide as this, too, but exactly: −1, 0 and +1 with their one scale apart.</summary>
    NumberFormat Weights { get; }

    /// <summary>Inputs that share a scale with <see cref="NumberFormat.Int4"/>; 0 with the other formats.</summary>
    int GroupSize { get; }

    /// <summary>To what the inputs of a dense product are rounded: a float format. Int8 activations of ternary products are exact in all of them.</summary>
    NumberFormat Operands { get; }

    /// <summary>To what the results of dense and of ternary products are rounded: a float format.</summary>
    NumberFormat Results { get; }
}
