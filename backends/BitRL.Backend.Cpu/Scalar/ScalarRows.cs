using BitRL.Contracts.Backends;

namespace BitRL.Backend.Cpu.Scalar;

/// <summary>Row operations, one element at a time.</summary>
internal sealed unsafe class ScalarRows : IRowKernels
{
    /// <inheritdoc/>
    public void WidenHalf(ushort* source, float* addend, int width, float* output)
    {
        for (int i = 0; i < width; i++)
        {
            float value = (float)BitConverter.UInt16BitsToHalf(source[i]);
            output[i] = addend is null ? value : value + addend[i];
        }
    }

    /// <inheritdoc/>
    public void Copy(float* source, float* addend, int width, float* output)
    {
        for (int i = 0; i < width; i++)
        {
            output[i] = addend is null ? source[i] : source[i] + addend[i];
        }
    }

    /// <inheritdoc/>
    public void RmsNorm(float* input, float* weight, float epsilon, int width, float* output)
    {
        float factor = NormFactor(input, epsilon, width);
        for (int i = 0; i < width; i++)
        {
            output[i] = input[i] * factor * weight[i];
        }
    }

    /// <inheritdoc/>
    public void RmsNormQuantize(float* input, float* weight, float epsilon, in QuantizedView output, int row)
    {
        int width = output.Width;
        float factor = NormFactor(input, epsilon, width);
        float largest = 0;
        for (int i = 0; i < width; i++)
        {
            largest = MathF.Max(largest, MathF.Abs(input[i] * factor * weight[i]));
        }

        sbyte* values = output.Values + ((long)row * output.Stride);
        float scale = Quantization.Scale(largest);
        int sum = 0;
        for (int i = 0; i < width; i++)
        {
            float rounded = MathF.Round(input[i] * factor * weight[i] * scale, MidpointRounding.ToEven);
            values[i] = (sbyte)Math.Clamp(rounded, sbyte.MinValue, sbyte.MaxValue);
            sum += values[i];
        }

        output.Steps[row] = Quantization.Step(largest);
        output.Sums[row] = sum;
    }

    /// <inheritdoc/>
    public void Rope(float* values, int heads, int headSize, float* cos, float* sin)
    {
        int half = headSize / 2;
        for (int head = 0; head < heads; head++, values += headSize)
        {
            for (int j = 0; j < half; j++)
            {
                float a = values[j];
                float b = values[j + half];
                values[j] = (a * cos[j]) - (b * sin[j]);
                values[j + half] = (a * sin[j]) + (b * cos[j]);
            }
        }
    }

    /// <inheritdoc/>
    public void Gate(GateActivation activation, float* gate, float* up, nint count, float* output)
    {
        for (nint i = 0; i < count; i++)
        {
            float positive = MathF.Max(0, gate[i]);
            float activated = activation == GateActivation.SquaredRelu ? positive * positive : gate[i] / (1 + MathF.Exp(-gate[i]));
            output[i] = activated * up[i];
        }
    }

    /// <inheritdoc/>
    public void Mean(float* rows, int count, int width, float* output)
    {
        for (int i = 0; i < width; i++)
        {
            double sum = 0;
            for (int row = 0; row < count; row++)
            {
                sum += rows[((long)row * width) + i];
            }

            output[i] = (float)(sum / count);
        }
    }

    private static float NormFactor(float* input, float epsilon, int width)
    {
        double sum = 0;
        for (int i = 0; i < width; i++)
        {
            sum += (double)input[i] * input[i];
        }

        return (float)(1 / Math.Sqrt((sum / width) + epsilon));
    }
}
