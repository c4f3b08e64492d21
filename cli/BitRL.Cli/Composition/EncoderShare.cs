using BitRL.Agent.Configuration;

namespace BitRL.Cli.Composition;

/// <summary>How two encoders share the threads of a run. The features do not depend on it.</summary>
/// <param name="IsSideBySide">Whether both work at the same time.</param>
/// <param name="PolicyThreads">Worker threads of the policy's encoder.</param>
/// <param name="CriticThreads">Worker threads of the critic's encoder.</param>
internal readonly record struct EncoderShare(bool IsSideBySide, int PolicyThreads, int CriticThreads)
{
    /// <summary>
    /// The share that a configuration should have. Two models work side by side with half of the threads each: measured to be no slower than one
    /// after the other with all of them, and faster where a batch has too few states for all; both with all of them was slower.
    /// </summary>
    public static EncoderShare Of(RunConfiguration configuration)
    {
        int threads = configuration.Threads;
        bool isSideBySide = threads >= 2 && configuration.CriticEncoder is { IsRaw: false } && !configuration.Encoder.IsRaw;
        return isSideBySide ? new EncoderShare(true, threads - (threads / 2), threads / 2) : new EncoderShare(false, threads, threads);
    }
}
