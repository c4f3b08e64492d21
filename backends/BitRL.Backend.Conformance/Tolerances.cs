namespace BitRL.Backend.Conformance;

/// <summary>How far a device may be from the float64 oracle, and why. Errors are relative to the size of the values unless a remark says otherwise.</summary>
public static class Tolerances
{
    /// <summary>Copies and choices: no arithmetic, so no error.</summary>
    public const double Exact = 0;

    /// <summary>A handful of float32 roundings (2⁻²⁴ each): sums of two, products of three, exponentials.</summary>
    public const double FewRoundings = 1e-6;

    /// <summary>A mean of up to 6912 float32 squares, summed in any order, and a square root: the error of the sum grows with its root, at most 83 · 2⁻²⁴.</summary>
    public const double Norm = 4e-6;

    /// <summary>Distance of a quantised value from the exact one, in steps: half a step, and what float32 adds to values up to 127.</summary>
    public const double HalfStep = 0.5 + 2e-4;

    /// <summary>Ternary sums are integers below 2²⁴ and must be exact; what follows is the step (a norm's error) and one or two products.</summary>
    public const double TernaryProduct = 5e-6;

    /// <summary>A float32 sum of up to 6912 products in any order, relative to √(Σ w²x²)·√inputs-free size of the row.</summary>
    public const double DenseProduct = 1e-5;

    /// <summary>Rotation by an angle of up to 4096 radians whose sine and cosine were rounded from float64 or reduced in float32 with care.</summary>
    public const double Rotation = 2e-6;

    /// <summary>Scores, softmax and weighted sum in float32: the error of a score (up to 30) is passed on by the exponential.</summary>
    public const double Attention = 2e-5;

    /// <summary>How many times √(Σ w²x²) a dense result can be with the suite's random inputs: a device that rounds its results to half precision is off by half a last place of that.</summary>
    public const double LargestDenseResult = 5;
}
