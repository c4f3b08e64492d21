using BitRL.Contracts.Observations;

namespace BitRL.Contracts.Environments;

/// <summary>
/// Several copies of one environment, stepped together: one call is one round trip, wherever they run. Deterministic: the same seeds and
/// actions give the same rewards and texts (the host restores a run by replaying them). Used by one thread at a time. Copies are reset by the
/// host, never by themselves, so the last observation of an episode can always be read.
/// </summary>
public interface IVectorEnvironment : IDisposable
{
    /// <summary>What the environment is, with the settings it was made with.</summary>
    EnvironmentDescriptor Descriptor { get; }

    /// <summary>Number of copies.</summary>
    int Count { get; }

    /// <summary>Starts new episodes.</summary>
    /// <param name="indices">Which copies.</param>
    /// <param name="seeds">One a copy; all randomness of the episode follows from it.</param>
    void Reset(ReadOnlySpan<int> indices, ReadOnlySpan<ulong> seeds);

    /// <summary>Steps every copy once. All must have been reset, and none may be past its end.</summary>
    /// <param name="actions">[Count, Actions.Size] row-major: the index of the choice, or the vector. The host clips vectors to the box; one from outside is taken as the environment's own rules say.</param>
    /// <param name="results">[Count], overwritten.</param>
    /// <exception cref="ArgumentException">An action is NaN or not one of the choices, or lengths differ.</exception>
    void Step(ReadOnlySpan<float> actions, Span<StepResult> results);

    /// <summary>Copies the raw observations, [Count, ObservationSize] row-major, in the units of the original environment.</summary>
    void CopyObservations(Span<float> destination);

    /// <summary>Writes the per-episode part of a copy's text.</summary>
    /// <returns>Bytes written, 0 where the schema has no such field.</returns>
    int WriteEpisode(int index, TextStyle style, Span<byte> destination);

    /// <summary>Writes the per-step part of a copy's text.</summary>
    /// <returns>Bytes written.</returns>
    int WriteStep(int index, TextStyle style, Span<byte> destination);
}
