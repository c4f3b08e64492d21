using BitRL.Contracts.Backends;

namespace BitRL.Backend.Cpu.Memory;

/// <summary>A batch: the host's part is all that kernels need.</summary>
internal sealed class CpuBatch(int maxTokens, int maxSequences) : DeviceBatch(maxTokens, maxSequences);
