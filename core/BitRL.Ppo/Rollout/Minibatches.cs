namespace BitRL.Ppo.Rollout;

/// <summary>Cuts a shuffled rollout into minibatches whose sizes differ by one at most, so that no gradient step rests on a small remainder (ppo.md #17).</summary>
/// <param name="transitions">To cut, at least 1.</param>
/// <param name="maxSize">Most in a minibatch, at least 1.</param>
internal readonly struct Minibatches(int transitions, int maxSize)
{
    public int Count { get; } = (transitions + maxSize - 1) / maxSize;

    /// <summary>The places of one minibatch in the shuffled order.</summary>
    public Range this[int index] => Start(index)..Start(index + 1);

    private int Start(int index) => (int)((long)transitions * index / Count);
}
