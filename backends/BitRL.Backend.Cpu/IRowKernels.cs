using BitRL.Contracts.Backends;

namespace BitRL.Backend.Cpu;

/// <summary>Operations on one row (or one run of elements) at a time. The result of a row never depends on other rows.</summary>
internal unsafe interface IRowKernels
{
    /// <summary>output = half floats, plus <paramref name="addend"/> where it is not null.</summary>
    void WidenHalf(ushort* source, float* addend, int width, float* output);

    /// <summary>output = source, plus <paramref name="addend"/> where it is not null.</summary>
    void Copy(float* source, float* addend, int width, float* output);

    /// <summary>output = input / √(mean(input²) + epsilon) · weight; output may be the input.</summary>
    void RmsNorm(float* input, float* weight, float epsilon, int width, float* output);

    /// <summary>RMSNorm, then int8 quantisation of the row with index <paramref name="row"/>; fills value, step and sum.</summary>
    void RmsNormQuantize(float* input, float* weight, float epsilon, in QuantizedView output, int row);

    /// <summary>Rotates pairs (j, j + headSize/2) of every head in place; cos and sin have headSize/2 elements.</summary>
    void Rope(float* values, int heads, int headSize, float* cos, float* sin);

    /// <summary>output = activation(gate) · up; output may be either.</summary>
    void Gate(GateActivation activation, float* gate, float* up, nint count, float* output);

    /// <summary>output = mean of the rows.</summary>
    void Mean(float* rows, int count, int width, float* output);
}
