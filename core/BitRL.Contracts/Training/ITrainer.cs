using BitRL.Contracts.Environments;

namespace BitRL.Contracts.Training;

/// <summary>
/// An on-line learner. It sees vectors, actions and rewards, nothing else. The host calls, for each step of all environments:
/// <see cref="Act"/>, steps the environments, then <see cref="Observe"/>; and <see cref="Update"/> as soon as <see cref="IsUpdateDue"/>.
/// One thread at a time; it may use threads of its own inside.
/// </summary>
public interface ITrainer : IDisposable
{
    /// <summary>Whether enough steps were observed for an update.</summary>
    bool IsUpdateDue { get; }

    /// <summary>Chooses actions and remembers what the update will need.</summary>
    /// <param name="features">Current states.</param>
    /// <param name="actions">[environments, Actions.Size], overwritten; the caller's.</param>
    void Act(in FeatureBatch features, Span<float> actions);

    /// <summary>Takes what the actions of the last <see cref="Act"/> led to.</summary>
    /// <param name="results">[environments].</param>
    /// <param name="finalFeatures">Features of the states after the step, before any reset; read only in rows whose result is truncated and not terminated, to bootstrap from. May be default where no row is.</param>
    void Observe(ReadOnlySpan<StepResult> results, in FeatureBatch finalFeatures);

    /// <summary>Learns from the steps observed since the last update.</summary>
    /// <param name="next">The states from which the next <see cref="Act"/> will start, to bootstrap from.</param>
    /// <returns>Named figures of the update for the log (losses, entropy, divergence).</returns>
    IReadOnlyList<KeyValuePair<string, double>> Update(in FeatureBatch next);

    /// <summary>Chooses the best actions without exploring and without remembering.</summary>
    /// <param name="policyFeatures">[count, PolicyFeatures].</param>
    /// <param name="actions">[count, Actions.Size], overwritten.</param>
    void ActGreedily(ReadOnlySpan<float> policyFeatures, Span<float> actions);

    /// <summary>Writes everything that the future depends on: weights, optimizer moments, normalisers, random generators. Called only when no update is due and no step is half observed; a partly filled rollout is included.</summary>
    void Save(Stream destination);

    /// <summary>Restores what <see cref="Save"/> wrote: what follows equals what would have followed there, bit for bit.</summary>
    /// <exception cref="InvalidDataException">The stream is damaged or belongs to other shapes; nothing was changed.</exception>
    void Load(Stream source);
}
