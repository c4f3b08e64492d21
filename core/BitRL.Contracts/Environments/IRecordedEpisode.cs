namespace BitRL.Contracts.Environments;

/// <summary>
/// One recorded episode, replayed in the environment that read it. The host either restarts before every step (per-step mode: an error is one
/// step's) or restarts once and then only steps (free-running mode: errors grow as they do in use).
/// </summary>
public interface IRecordedEpisode
{
    /// <summary>What to call it in a message, such as "episode 3 (random)".</summary>
    string Name { get; }

    /// <summary>Recorded actions.</summary>
    int Steps { get; }

    /// <summary>Whether <see cref="Restart"/> takes every step. Where false, only step 0 has a complete recorded state, and there is no per-step mode.</summary>
    bool HoldsEveryState { get; }

    /// <summary>Puts the environment into the state recorded before a step, and compares what is recorded of that state and follows from it (the first observation, say).</summary>
    /// <param name="step">0 … <see cref="Steps"/> − 1; only 0 unless <see cref="HoldsEveryState"/>.</param>
    /// <param name="comparison">Takes the pairs of values.</param>
    void Restart(int step, IReplayComparison comparison);

    /// <summary>
    /// Takes the recorded action of a step, by the code that <see cref="IVectorEnvironment.Step"/> runs, and compares all that is recorded of
    /// what it led to. Goes on after the end of an episode where the recording does.
    /// </summary>
    /// <param name="step">The step last restarted at, or the one after the last.</param>
    /// <param name="comparison">Takes the pairs of values.</param>
    void Step(int step, IReplayComparison comparison);
}
