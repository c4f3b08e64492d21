using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BitRL.Agent.Training;

/// <summary>What a run came to; <see cref="ToJson"/> is the last line of <c>bitrl run --json</c>.</summary>
public sealed record RunResult
{
    /// <summary>Id of the environment.</summary>
    [JsonPropertyName("env")]
    public required string Environment { get; init; }

    /// <summary>Backend of the policy's encoder.</summary>
    public required string Backend { get; init; }

    /// <summary>Model of the policy's encoder, or null for raw observations.</summary>
    public required string? Model { get; init; }

    /// <summary>Backend of the critic's encoder, or null where it shares the policy's.</summary>
    public required string? CriticBackend { get; init; }

    /// <summary>Model of the critic's encoder, or null where it shares the policy's or reads raw observations.</summary>
    public required string? CriticModel { get; init; }

    /// <summary>Seed of the run.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Environment steps trained for.</summary>
    public required long Steps { get; init; }

    /// <summary>Finished training episodes.</summary>
    public required long Episodes { get; init; }

    /// <summary>Updates made.</summary>
    public required long Updates { get; init; }

    /// <summary>Environment steps a second of training, end to end: environment, text, encoder, updates, files; not the evaluations.</summary>
    public required double StepsPerSecond { get; init; }

    /// <summary>Mean return of the greedy evaluation after training.</summary>
    public required double EvalReturnMean { get; init; }

    /// <summary>Standard deviation of the same (divided by n).</summary>
    public required double EvalReturnStd { get; init; }

    /// <summary>Lowest return of the same.</summary>
    public required double EvalReturnMin { get; init; }

    /// <summary>Highest return of the same.</summary>
    public required double EvalReturnMax { get; init; }

    /// <summary>Mean length of its episodes, in steps.</summary>
    public required double EvalLengthMean { get; init; }

    /// <summary>Episodes of the same.</summary>
    public required int EvalEpisodes { get; init; }

    /// <summary>Means, over the same episodes, of what the environment measures itself (success, score, energy); empty where it measures nothing.</summary>
    public required ImmutableSortedDictionary<string, double> EvalMeasures { get; init; }

    /// <summary>Share of the states in training that the memo answered, 0 to 1; over both encoders where there are two.</summary>
    public required double MemoHitRate { get; init; }

    /// <summary>Tokens run through the backbone per environment step of training; memo hits and cached prefixes count nothing; over both encoders where there are two.</summary>
    public required double TokensPerStep { get; init; }

    /// <summary>Actions to choose from in a state of training, on average; null where they are always the same.</summary>
    public double? CandidatesPerStep { get; init; }

    /// <summary>Texts of actions that were encoded per environment step of training because they were new; null where the actions are always the same. Their tokens count in <see cref="TokensPerStep"/>.</summary>
    public double? CandidateEncodesPerStep { get; init; }

    /// <summary>Median time of one call of the policy's encoder (a batch of <see cref="EncodeBatch"/> states) in training, in milliseconds.</summary>
    public required double EncodeMsP50 { get; init; }

    /// <summary>99th percentile of the same.</summary>
    public required double EncodeMsP99 { get; init; }

    /// <summary>States in such a batch.</summary>
    public required int EncodeBatch { get; init; }

    /// <summary>Most memory the process held, in MiB.</summary>
    public required double PeakRssMb { get; init; }

    /// <summary>Seconds of training, runs before a resume included.</summary>
    public required double TrainingSeconds { get; init; }

    /// <summary>The run folder, or null where none was wanted.</summary>
    [JsonPropertyName("out")]
    public string? Folder { get; init; }

    /// <summary>One line of JSON, names in snake case; figures that are not finite are null.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, AgentJson.Line.RunResult);
}
