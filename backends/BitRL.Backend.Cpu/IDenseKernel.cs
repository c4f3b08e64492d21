using BitRL.Backend.Cpu.Memory;

namespace BitRL.Backend.Cpu;

/// <summary>Products of float32 rows with a dense matrix. The order of the additions of one output depends on the matrix alone.</summary>
internal interface IDenseKernel
{
    /// <summary>Output rows that must stay together when the outputs are split among workers.</summary>
    int OutputGranularity { get; }

    /// <summary>Brings [outputs, inputs] row-major weights into the layout that <see cref="Multiply"/> reads.</summary>
    AlignedBuffer Pack(ReadOnlySpan<float> values, int outputs, int inputs);

    /// <summary>Computes outputs [FirstOutput, EndOutput) of all rows.</summary>
    void Multiply(in DenseProduct product);
}
