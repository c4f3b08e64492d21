using BitRL.Backend.Cpu.Memory;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.Cpu;

/// <summary>Causal attention of one sequence for one key/value head (and all query heads that share it).</summary>
internal interface IAttentionKernel
{
    /// <summary>Writes the output of the query heads of <paramref name="keyValueHead"/> for the new tokens of a sequence.</summary>
    void Attend(in AttentionView view, SequenceSpan sequence, int keyValueHead, Scratch scratch);
}
