using BitRL.Backend.Cpu.Memory;

namespace BitRL.Backend.Cpu.Execution;

/// <summary>RMSNorm by row, with or without quantisation.</summary>
internal sealed unsafe class NormWork(IRowKernels kernels) : Work
{
    public float* Input { get; set; }

    public float* Weight { get; set; }

    public float Epsilon { get; set; }

    public int Rows { get; set; }

    public int Width { get; set; }

    /// <summary>Where float32 rows go; null to quantise.</summary>
    public float* Output { get; set; }

    /// <summary>Where quantised rows go.</summary>
    public QuantizedView Quantized { get; set; }

    /// <inheritdoc/>
    public override void Run(int part, int parts, Scratch scratch)
    {
        (int first, int end) = Share(Rows, 1, part, parts);
        for (int row = first; row < end; row++)
        {
            float* input = Input + ((long)row * Width);
            if (Output is not null)
            {
                kernels.RmsNorm(input, Weight, Epsilon, Width, Output + ((long)row * Width));
            }
            else
            {
                kernels.RmsNormQuantize(input, Weight, Epsilon, Quantized, row);
            }
        }
    }
}
