namespace BitRL.Contracts.Backends;

/// <summary>How numbers of a matrix product are stored. What each integer format means exactly, so that two implementations agree on every value:
/// round-half-even, symmetric, no zero point.</summary>
public enum NumberFormat
{
    /// <summary>IEEE 754 single.</summary>
    Float32,

    /// <summary>IEEE 754 half, rounded to nearest even.</summary>
    Float16,

    /// <summary>The upper half of a single, rounded to nearest even.</summary>
    BFloat16,

    /// <summary>One scale an output: step = max|w| / 127 of the row (1 where that is 0), w ≈ step · clamp(round(w / step), −127, 127).</summary>
    Int8,

    /// <summary>One scale for each run of <see cref="IProductPrecision.GroupSize"/> inputs of an output, the last run shorter where the row ends: step = max|w| / 7 of the run (1 where that is 0), w ≈ step · clamp(round(w / step), −7, 7).</summary>
    Int4,
}
