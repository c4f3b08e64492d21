using BitRL.Backend.Cpu.Memory;

namespace BitRL.Backend.Cpu.Execution;

/// <summary>The rotary embedding, split by rows.</summary>
internal sealed unsafe class RopeWork(IRowKernels kernels, RotationTable rotations) : Work
{
    public CpuBatch Batch { get; set; } = null!;

    public float* Values { get; set; }

    public int Heads { get; set; }

    public int HeadSize { get; set; }

    /// <inheritdoc/>
    public override void Run(int part, int parts, Scratch scratch)
    {
        ReadOnlySpan<int> positions = Batch.Positions;
        (int first, int end) = Share(positions.Length, 1, part, parts);
        for (int row = first; row < end; row++)
        {
            float* values = Values + ((long)row * Heads * HeadSize);
            kernels.Rope(values, Heads, HeadSize, rotations.Cos(positions[row]), rotations.Sin(positions[row]));
        }
    }
}
