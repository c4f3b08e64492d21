namespace BitRL.Ppo.Optimization;

/// <summary>The learning rate over a run (ppo.md #10).</summary>
internal static class LearningRateSchedule
{
    /// <summary>Falls linearly from 1 to 0; constant without a length.</summary>
    /// <param name="transitions">Seen before the rollout that is learned from: the first update has the full rate.</param>
    /// <param name="annealTransitions">Where it reaches 0, or null.</param>
    /// <returns>The part of the initial rate, 0 to 1.</returns>
    public static double Fraction(long transitions, long? annealTransitions) =>
        annealTransitions is { } length ? Math.Max(0, 1 - ((double)transitions / length)) : 1;
}
