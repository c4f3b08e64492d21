namespace BitRL.Model.Weights;

/// <summary>Sizes and names of GGUF types.</summary>
internal static class GgufTypes
{
    /// <summary>Elements that share one scale in Q8_0.</summary>
    public const int Q8BlockElements = 32;

    /// <summary>Bytes of a Q8_0 block: half-float scale and 32 signed bytes.</summary>
    public const int Q8BlockBytes = 34;

    /// <summary>Bytes after the codes of an I2_S tensor: float32 scale and 28 bytes of padding.</summary>
    public const int TernaryTailBytes = 32;

    /// <summary>Bytes of a scalar metadata value; 0 for strings, arrays and unknown types.</summary>
    public static int ScalarBytes(GgufValueType type) => type switch
    {
        GgufValueType.UInt8 or GgufValueType.Int8 or GgufValueType.Boolean => 1,
        GgufValueType.UInt16 or GgufValueType.Int16 => 2,
        GgufValueType.UInt32 or GgufValueType.Int32 or GgufValueType.Float32 => 4,
        GgufValueType.UInt64 or GgufValueType.Int64 or GgufValueType.Float64 => 8,
        _ => 0,
    };

    /// <summary>Elements that a row must be a multiple of; 0 for types that cannot be read.</summary>
    public static int RowMultiple(GgufTensorType type) => type switch
    {
        GgufTensorType.Float32 or GgufTensorType.Float16 => 1,
        GgufTensorType.Q8_0 => Q8BlockElements,
        GgufTensorType.I2_S => TernaryPacking.BlockElements,
        _ => 0,
    };

    /// <summary>Bytes of a tensor of <paramref name="elements"/> elements, which are a multiple of <see cref="RowMultiple"/>; −1 for types that cannot be read.</summary>
    /// <exception cref="OverflowException">More than 2^63 bytes.</exception>
    public static long TensorBytes(GgufTensorType type, long elements) => type switch
    {
        GgufTensorType.Float32 => checked(elements * 4),
        GgufTensorType.Float16 => checked(elements * 2),
        GgufTensorType.Q8_0 => checked(elements / Q8BlockElements * Q8BlockBytes),
        GgufTensorType.I2_S => checked((elements / 4) + TernaryTailBytes),
        _ => -1,
    };
}
