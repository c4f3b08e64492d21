using BitRL.Backend.Cpu.Memory;

namespace BitRL.Backend.Cpu.Scalar;

/// <summary>Dense products on row-major weights, each sum in float64 and from the first input to the last.</summary>
internal sealed unsafe class ScalarDense : IDenseKernel
{
    /// <inheritdoc/>
    public int OutputGranularity => 1;

    /// <inheritdoc/>
    public AlignedBuffer Pack(ReadOnlySpan<float> values, int outputs, int inputs)
    {
        AlignedBuffer buffer = new((long)values.Length * sizeof(float));
        values.CopyTo(new Span<float>(buffer.Pointer, values.Length));
        return buffer;
    }

    /// <inheritdoc/>
    public void Multiply(in DenseProduct product)
    {
        int inputs = product.Matrix.Inputs;
        int outputs = product.Matrix.Outputs;
        for (int row = 0; row < product.Rows; row++)
        {
            float* input = product.Input + ((long)row * inputs);
            float* output = product.Output + ((long)row * outputs);
            for (int n = product.FirstOutput; n < product.EndOutput; n++)
            {
                float* weights = product.Matrix.Values + ((long)n * inputs);
                double sum = 0;
                for (int k = 0; k < inputs; k++)
                {
                    sum += (double)weights[k] * input[k];
                }

                output[n] = product.Accumulate ? output[n] + (float)sum : (float)sum;
            }
        }
    }
}
