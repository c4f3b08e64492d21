namespace BitRL.Model.Quantization;

/// <summary>What weights can be rounded to after training.</summary>
public enum QuantizationTarget
{
    /// <summary>127 levels to each side, one scale an output (<see cref="Contracts.Backends.NumberFormat.Int8"/>).</summary>
    Int8,

    /// <summary>7 levels to each side, one scale for a group of inputs (<see cref="Contracts.Backends.NumberFormat.Int4"/>).</summary>
    Int4,

    /// <summary>−1, 0 and +1 with one scale a matrix, its mean magnitude (<see cref="Weights.TernaryPacking.Ternarize"/>); activations become int8 with it.</summary>
    Ternary,
}
