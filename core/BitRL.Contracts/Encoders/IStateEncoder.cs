namespace BitRL.Contracts.Encoders;

/// <summary>
/// Turns observations into feature vectors. Asynchronous because an encoder may be another process or another machine, and because two
/// encoders (policy and critic) may work at the same time. One call at a time.
/// </summary>
public interface IStateEncoder : IAsyncDisposable
{
    /// <summary>What this encoder is.</summary>
    EncoderDescriptor Descriptor { get; }

    /// <summary>What it did so far.</summary>
    EncoderStatistics Statistics { get; }

    /// <summary>Encodes a batch.</summary>
    /// <param name="batch">Not changed, and not read after the call completes.</param>
    /// <param name="features">[batch.Count, FeatureSize] row-major, overwritten; the caller's.</param>
    /// <param name="cancellationToken">Stops early; the features are then undefined.</param>
    ValueTask EncodeAsync(ObservationBatch batch, Memory<float> features, CancellationToken cancellationToken);
}
