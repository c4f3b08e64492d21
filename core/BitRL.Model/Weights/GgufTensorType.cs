namespace BitRL.Model.Weights;

/// <summary>How the elements of a tensor are stored; the numbers are those of GGUF and bitnet.cpp. Other numbers may occur in a file: such tensors can be listed, not read.</summary>
public enum GgufTensorType
{
    /// <summary>32-bit float.</summary>
    Float32 = 0,

    /// <summary>IEEE half float.</summary>
    Float16 = 1,

    /// <summary>Blocks of 32: a half-float scale, then 32 signed bytes.</summary>
    Q8_0 = 8,

    /// <summary>Ternary, 2 bits an element in blocks of 128, one float32 scale for the whole tensor (bitnet.cpp).</summary>
    I2_S = 36,
}
