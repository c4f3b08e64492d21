using BitRL.Backend.Cpu.Memory;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.Cpu.Execution;

/// <summary>The gate of a feed-forward layer, split by rows.</summary>
internal sealed unsafe class GateWork(IRowKernels kernels) : Work
{
    public GateActivation Activation { get; set; }

    public float* Gate { get; set; }

    public float* Up { get; set; }

    public float* Output { get; set; }

    public int Rows { get; set; }

    public int Width { get; set; }

    /// <inheritdoc/>
    public override void Run(int part, int parts, Scratch scratch)
    {
        (int first, int end) = Share(Rows, 1, part, parts);
        long offset = (long)first * Width;
        kernels.Gate(Activation, Gate + offset, Up + offset, (nint)((long)end * Width - offset), Output + offset);
    }
}
