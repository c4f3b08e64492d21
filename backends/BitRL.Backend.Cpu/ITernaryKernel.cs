using BitRL.Backend.Cpu.Memory;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.Cpu;

/// <summary>Products of int8 rows with a ternary matrix. All variants give the same bits: the sums are integers, and one float product follows.</summary>
internal interface ITernaryKernel
{
    /// <summary>Output rows that must stay together when the outputs are split among workers.</summary>
    int OutputGranularity { get; }

    /// <summary>Brings weights into the layout that <see cref="Multiply"/> reads; null where it reads them in place.</summary>
    AlignedBuffer? Pack(TernaryWeights weights);

    /// <summary>Computes outputs [FirstOutput, EndOutput) of all rows.</summary>
    void Multiply(in TernaryProduct product, Scratch scratch);
}
