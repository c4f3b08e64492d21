using BitRL.Backend.Cpu.Memory;

namespace BitRL.Backend.Cpu.Execution;

/// <summary>A product with a ternary matrix, split by outputs.</summary>
internal sealed unsafe class TernaryWork(ITernaryKernel kernel) : Work
{
    public QuantizedView Input { get; set; }

    public CpuTernaryMatrix Matrix { get; set; } = null!;

    public int Rows { get; set; }

    public float* Output { get; set; }

    public bool Accumulate { get; set; }

    /// <inheritdoc/>
    public override void Run(int part, int parts, Scratch scratch)
    {
        (int first, int end) = Share(Matrix.Outputs, kernel.OutputGranularity, part, parts);
        if (first >= end)
        {
            return;
        }

        TernaryProduct product = new()
        {
            Input = Input,
            Matrix = Matrix,
            Rows = Rows,
            FirstOutput = first,
            EndOutput = end,
            Output = Output,
            Accumulate = Accumulate,
        };
        kernel.Multiply(product, scratch);
    }
}
