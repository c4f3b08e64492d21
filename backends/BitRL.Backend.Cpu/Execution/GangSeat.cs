using System.Runtime.InteropServices;

namespace BitRL.Backend.Cpu.Execution;

/// <summary>What one worker writes in every round, on a cache line that nobody else writes to, nor the one beside it, which processors fetch along.</summary>
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal struct GangSeat
{
    /// <summary>The last round in which somebody claimed the part that is this worker's own.</summary>
    [FieldOffset(64)]
    public int ClaimedRound;

    /// <summary>Whether the worker is in a round and may have a part in hand.</summary>
    [FieldOffset(68)]
    public bool IsTaken;
}
