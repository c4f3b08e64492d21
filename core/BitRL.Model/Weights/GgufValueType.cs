namespace BitRL.Model.Weights;

/// <summary>Type of a metadata value; the numbers are those of the GGUF format.</summary>
public enum GgufValueType
{
    /// <summary>8-bit unsigned.</summary>
    UInt8 = 0,

    /// <summary>8-bit signed.</summary>
    Int8 = 1,

    /// <summary>16-bit unsigned.</summary>
    UInt16 = 2,

    /// <summary>16-bit signed.</summary>
    Int16 = 3,

    /// <summary>32-bit unsigned.</summary>
    UInt32 = 4,

    /// <summary>32-bit signed.</summary>
    Int32 = 5,

    /// <summary>32-bit float.</summary>
    Float32 = 6,

    /// <summary>One byte, 0 or 1.</summary>
    Boolean = 7,

    /// <summary>UTF-8 with a 64-bit length before it.</summary>
    String = 8,

    /// <summary>Element type, 64-bit count, elements.</summary>
    Array = 9,

    /// <summary>64-bit unsigned.</summary>
    UInt64 = 10,

    /// <summary>64-bit signed.</summary>
    Int64 = 11,

    /// <summary>64-bit float.</summary>
    Float64 = 12,
}
