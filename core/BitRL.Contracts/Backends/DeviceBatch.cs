namespace BitRL.Contracts.Backends;

/// <summary>Where a device keeps the tokens and the sequence table of one batch.</summary>
/// <param name="maxTokens">Capacity in tokens.</param>
/// <param name="maxSequences">Capacity in sequences.</param>
public abstract class DeviceBatch(int maxTokens, int maxSequences) : IDisposable
{
    /// <summary>Capacity in tokens.</summary>
    public int MaxTokens { get; } = maxTokens;

    /// <summary>Capacity in sequences.</summary>
    public int MaxSequences { get; } = maxSequences;

    /// <inheritdoc/>
    public abstract void Dispose();
}
