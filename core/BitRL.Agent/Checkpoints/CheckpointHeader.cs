namespace BitRL.Agent.Checkpoints;

/// <summary>What a checkpoint says of itself: enough to rebuild the agent, or to say why another setting does not fit.</summary>
public sealed record CheckpointHeader
{
    /// <summary>Version of the toolkit that wrote it.</summary>
    public required string Toolkit { get; init; }

    /// <summary>The resolved configuration of its run, as YAML.</summary>
    public required string Configuration { get; init; }

    /// <summary>Id of the environment.</summary>
    public required string Environment { get; init; }

    /// <summary>Content hash of the observation schema.</summary>
    public required string SchemaHash { get; init; }

    /// <summary>The action space, as text: "Discrete(2)".</summary>
    public required string Actions { get; init; }

    /// <summary>Copies of the environment.</summary>
    public required int EnvironmentCount { get; init; }

    /// <summary>Name of the policy's encoder, for messages.</summary>
    public required string PolicyEncoder { get; init; }

    /// <summary>Identity of the policy's encoder.</summary>
    public required string PolicyEncoderIdentity { get; init; }

    /// <summary>Width of the policy's features.</summary>
    public required int PolicyFeatures { get; init; }

    /// <summary>Name of the critic's encoder.</summary>
    public required string ValueEncoder { get; init; }

    /// <summary>Identity of the critic's encoder.</summary>
    public required string ValueEncoderIdentity { get; init; }

    /// <summary>Width of the critic's features.</summary>
    public required int ValueFeatures { get; init; }

    /// <summary>Name of the training algorithm.</summary>
    public required string Trainer { get; init; }

    /// <summary>Environment steps trained for.</summary>
    public required long Steps { get; init; }

    /// <summary>What <c>best</c> was chosen by: mean return of an evaluation or of the last training episodes; NaN where nothing was measured yet.</summary>
    public required double Score { get; init; }
}
