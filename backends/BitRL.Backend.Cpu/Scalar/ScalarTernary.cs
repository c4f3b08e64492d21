using BitRL.Backend.Cpu.Memory;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.Cpu.Scalar;

/// <summary>Ternary products, one weight at a time, on the I2_S bytes in place.</summary>
internal sealed unsafe class ScalarTernary : ITernaryKernel
{
    private const int BlockElements = 128;
    private const int BlockBytes = 32;

    /// <inheritdoc/>
    public int OutputGranularity => 1;

    /// <inheritdoc/>
    public AlignedBuffer? Pack(TernaryWeights weights) => null;

    /// <inheritdoc/>
    public void Multiply(in TernaryProduct product, Scratch scratch)
    {
        CpuTernaryMatrix matrix = product.Matrix;
        long bytesPerOutput = matrix.Inputs / 4;
        for (int row = 0; row < product.Rows; row++)
        {
            sbyte* values = product.Input.Values + ((long)row * product.Input.Stride);
            float unit = product.Input.Steps[row] * matrix.Scale;
            float* output = product.Output + ((long)row * matrix.Outputs);
            for (int n = product.FirstOutput; n < product.EndOutput; n++)
            {
                int codes = CodeSum(matrix.Codes + (n * bytesPerOutput), values, matrix.Inputs);
                float result = (codes - product.Input.Sums[row]) * unit;
                output[n] = product.Accumulate ? output[n] + result : result;
            }
        }
    }

    /// <summary>Σ c·q of one output and one row.</summary>
    private static int CodeSum(byte* codes, sbyte* values, int inputs)
    {
        int sum = 0;
        for (int block = 0; block < inputs / BlockElements; block++)
        {
            for (int j = 0; j < BlockElements; j++)
            {
                int code = (codes[(block * BlockBytes) + (j % BlockBytes)] >> (6 - (2 * (j / BlockBytes)))) & 3;
                sum += TernaryCode.Repair(code) * values[(block * BlockElements) + j];
            }
        }

        return sum;
    }
}
