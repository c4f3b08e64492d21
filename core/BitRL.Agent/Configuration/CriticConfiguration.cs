using BitRL.Contracts.Backends;
using BitRL.Contracts.Observations;

namespace BitRL.Agent.Configuration;

/// <summary>What the critic's encoder does differently from the policy's; null means the same.</summary>
public sealed record CriticConfiguration
{
    /// <summary>See <see cref="EncoderConfiguration.Backend"/>.</summary>
    public string? Backend { get; init; }

    /// <summary>See <see cref="EncoderConfiguration.Model"/>.</summary>
    public string? Model { get; init; }

    /// <summary>See <see cref="EncoderConfiguration.Style"/>.</summary>
    public TextStyle? Style { get; init; }

    /// <summary>See <see cref="EncoderConfiguration.Layer"/>.</summary>
    public int? Layer { get; init; }

    /// <summary>See <see cref="EncoderConfiguration.Pooling"/>.</summary>
    public Pooling? Pooling { get; init; }

    /// <summary>The policy's encoder with these differences.</summary>
    public EncoderConfiguration ApplyTo(EncoderConfiguration policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy with
        {
            Backend = Backend ?? policy.Backend,
            BackendSettings = Backend is null || Backend == policy.Backend ? policy.BackendSettings : policy.BackendSettings.Clear(),
            Model = Model ?? policy.Model,
            Style = Style ?? policy.Style,
            Layer = Layer ?? policy.Layer,
            Pooling = Pooling ?? policy.Pooling,
        };
    }
}
