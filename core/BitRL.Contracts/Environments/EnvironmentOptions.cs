using System.Collections.Immutable;

namespace BitRL.Contracts.Environments;

/// <summary>How to make a batch of environments.</summary>
public sealed record EnvironmentOptions
{
    /// <summary>How many copies are stepped together, at least 1. <value>Default 1.</value></summary>
    public int Count { get; init; } = 1;

    /// <summary>Values for the provider's own <see cref="IEnvironmentProvider.Settings"/>.</summary>
    public ImmutableDictionary<string, string> Settings { get; init; } = [];
}
