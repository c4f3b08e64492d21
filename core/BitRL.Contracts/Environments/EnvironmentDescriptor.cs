using BitRL.Contracts.Observations;

namespace BitRL.Contracts.Environments;

/// <summary>What a host needs to know of an environment before it makes one. Immutable.</summary>
public sealed record EnvironmentDescriptor
{
    /// <summary>Name with version: <c>CartPole-v1</c>.</summary>
    public required string Id { get; init; }

    /// <summary>One line for <c>bitrl envs</c>.</summary>
    public required string Description { get; init; }

    /// <summary>What actions it takes.</summary>
    public required ActionSpace Actions { get; init; }

    /// <summary>What its text says.</summary>
    public required ObservationSchema Schema { get; init; }

    /// <summary>Numbers in the raw observation vector.</summary>
    public required int ObservationSize { get; init; }

    /// <summary>Steps after which an episode is truncated; at least 1.</summary>
    public required int MaxEpisodeSteps { get; init; }

    /// <summary>Mean return that counts as solved, where one is agreed.</summary>
    public double? RewardThreshold { get; init; }
}
