using System.Collections.Immutable;

namespace BitRL.Contracts.Backends;

/// <summary>How to open a device.</summary>
public sealed record DeviceOptions
{
    /// <summary>Worker threads of a CPU device, at least 1. <value>Default: all logical processors.</value></summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Which device, where there are several; 0-based. <value>Default 0.</value></summary>
    public int DeviceIndex { get; init; }

    /// <summary>Values for the provider's own <see cref="IBackendProvider.Settings"/>; names that it does not declare were refused by the host.</summary>
    public ImmutableDictionary<string, string> Settings { get; init; } = [];
}
