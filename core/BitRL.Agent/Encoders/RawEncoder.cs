using BitRL.Contracts.Encoders;
using BitRL.Contracts.Environments;

namespace BitRL.Agent.Encoders;

/// <summary>Passes raw observations on as features: the baseline without a language model (<c>--backend mlp</c>).</summary>
/// <param name="environment">Gives the width.</param>
public sealed class RawEncoder(EnvironmentDescriptor environment) : IStateEncoder
{
    /// <summary>The name under which a configuration asks for it.</summary>
    public const string BackendName = "mlp";

    private long _states;

    /// <inheritdoc/>
    public EncoderDescriptor Descriptor { get; } = new("raw observations", $"raw-{environment.ObservationSize}", environment.ObservationSize, Style: null);

    /// <inheritdoc/>
    public EncoderStatistics Statistics => new(_states, MemoHits: 0, Tokens: 0, TextTokens: 0);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><paramref name="features"/> is not [batch.Count, FeatureSize].</exception>
    public ValueTask EncodeAsync(ObservationBatch batch, Memory<float> features, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (features.Length != batch.Raw.Length)
        {
            throw new ArgumentException($"{features.Length} features for {batch.Count} observations of {Descriptor.FeatureSize}", nameof(features));
        }

        batch.Raw.CopyTo(features.Span);
        _states += batch.Count;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
