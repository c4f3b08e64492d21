using BitRL.Backend.Cpu.Memory;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.Cpu.Execution;

/// <summary>Attention, split by pairs of a sequence and a key/value head.</summary>
internal sealed class AttentionWork(IAttentionKernel kernel) : Work
{
    public AttentionView View { get; set; }

    public CpuBatch Batch { get; set; } = null!;

    /// <inheritdoc/>
    public override void Run(int part, int parts, Scratch scratch)
    {
        ReadOnlySpan<SequenceSpan> sequences = Batch.Sequences;
        AttentionView view = View;
        (int first, int end) = Share(sequences.Length * view.KeyValueHeads, 1, part, parts);
        for (int unit = first; unit < end; unit++)
        {
            kernel.Attend(view, sequences[unit / view.KeyValueHeads], unit % view.KeyValueHeads, scratch);
        }
    }
}
