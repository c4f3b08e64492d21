using BitRL.Contracts.Backends;

namespace BitRL.Backend.BitNetCpp.Memory;

/// <summary>A batch: the library reads the host's part.</summary>
internal sealed class NativeBatch(int maxTokens, int maxSequences) : DeviceBatch(maxTokens, maxSequences);
