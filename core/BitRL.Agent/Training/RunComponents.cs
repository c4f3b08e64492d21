using System.Collections.Immutable;
using BitRL.Contracts.Encoders;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Training;

namespace BitRL.Agent.Training;

/// <summary>The opened parts of an agent. They belong to the caller, who disposes the encoders after the run.</summary>
public sealed record RunComponents
{
    /// <summary>Makes the environments: a batch for training, and others for evaluation.</summary>
    public required IEnvironmentProvider Environment { get; init; }

    /// <summary>Encodes for the policy, and for the critic where <see cref="ValueEncoder"/> is null.</summary>
    public required IStateEncoder PolicyEncoder { get; init; }

    /// <summary>Encodes for the critic, or null where it shares the policy's encoder.</summary>
    public IStateEncoder? ValueEncoder { get; init; }

    /// <summary>Whether the two encoders may work at the same time, the critic's on a thread of its own. Does not change results. <value>Default false: one after the other.</value></summary>
    public bool EncodesSideBySide { get; init; }

    /// <summary>Makes the learner.</summary>
    public required ITrainerProvider Trainer { get; init; }

    /// <summary>Wall clock and stopwatch.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The command that started the run, for the manifest.</summary>
    public string CommandLine { get; init; } = "";

    /// <summary>Kernels in use ("AVX2 maddubs, 2 threads"), for the manifest.</summary>
    public string Device { get; init; } = "";

    /// <summary>Name and SHA-256 of each model file, for the manifest.</summary>
    public ImmutableSortedDictionary<string, string> Models { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
