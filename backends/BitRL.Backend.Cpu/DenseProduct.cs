using BitRL.Backend.Cpu.Memory;

namespace BitRL.Backend.Cpu;

/// <summary>One worker's share of a product with a dense matrix.</summary>
internal readonly unsafe struct DenseProduct
{
    /// <summary>[Rows, Matrix.Inputs] row-major.</summary>
    public required float* Input { get; init; }

    /// <summary>The matrix.</summary>
    public required CpuDenseMatrix Matrix { get; init; }

    /// <summary>Rows to process.</summary>
    public required int Rows { get; init; }

    /// <summary>First output of this share, a multiple of the kernel's granularity.</summary>
    public required int FirstOutput { get; init; }

    /// <summary>One past the last output of this share.</summary>
    public required int EndOutput { get; init; }

    /// <summary>[Rows, Matrix.Outputs] row-major.</summary>
    public required float* Output { get; init; }

    /// <summary>Adds to the output instead of overwriting it.</summary>
    public required bool Accumulate { get; init; }
}
