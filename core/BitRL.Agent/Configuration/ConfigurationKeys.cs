using System.Collections.Immutable;
using System.Globalization;
using BitRL.Agent.Encoders;
using BitRL.Contracts.Backends;
using BitRL.Contracts.Observations;
using BitRL.Contracts.Plugins;

namespace BitRL.Agent.Configuration;

/// <summary>The table of keys: files, <c>--set</c>, help and the written-back configuration all follow it.</summary>
internal static class ConfigurationKeys
{
    /// <summary>In the order in which they are written.</summary>
    public static readonly ImmutableArray<ConfigurationKey> All =
    [
        new("env", "Id of the environment.", c => c.Environment, (c, v) => c with { Environment = v }),
        new("backend", "Backend that runs the model, a whole encoder, or \"mlp\" for raw observations.", c => c.Encoder.Backend, (c, v) => Encoder(c, e => e with { Backend = v })),
        new("model", "Path to a GGUF file, or the name of a shipped backbone such as \"embedded\".", c => c.Encoder.Model, (c, v) => Encoder(c, e => e with { Model = v })),
        new("steps", "Environment steps to train for, over all copies; at least 1.", c => Text(c.Steps), (c, v) => c with { Steps = ConfigurationValue.Integer(v) }),
        new("num-envs", "Copies of the environment stepped together; at least 1.", c => Text(c.EnvironmentCount), (c, v) => c with { EnvironmentCount = ConfigurationValue.SmallInteger(v) }),
        new("seed", "All randomness follows from it.", c => Text(c.Seed), (c, v) => c with { Seed = ConfigurationValue.Seed(v) }),
        new("style", "How states are written: sentence, compact or json.", c => ConfigurationValue.ChoiceText(c.Encoder.Style), (c, v) => Encoder(c, e => e with { Style = ConfigurationValue.Choice<TextStyle>(v) })),
        new("layer", "Block after which the hidden state is read, from 1, or \"last\".", c => ConfigurationValue.LayerText(c.Encoder.Layer), (c, v) => Encoder(c, e => e with { Layer = ConfigurationValue.Layer(v) })),
        new("pooling", "How hidden states become one vector: mean, last or both.", c => ConfigurationValue.ChoiceText(c.Encoder.Pooling), (c, v) => Encoder(c, e => e with { Pooling = ConfigurationValue.Choice<Pooling>(v) })),
        new("memo", "Most bytes of remembered encodings, such as 64M; 0 = off.", c => Text(c.MemoBytes), (c, v) => c with { MemoBytes = ConfigurationValue.Bytes(v) }),
        new("threads", "Worker threads of the backend; at least 1.", c => Text(c.Threads), (c, v) => c with { Threads = ConfigurationValue.SmallInteger(v) }),
        new("critic", "What the critic reads: policy (the same features) or raw (observations, without a model). Short for critic.backend.", _ => null, (c, v) => CriticReads(c, v)),
        new("critic.backend", "Backend of the critic's encoder, where it differs.", c => c.Critic.Backend, (c, v) => Critic(c, e => e with { Backend = v })),
        new("critic.model", "Model of the critic's encoder, where it differs.", c => c.Critic.Model, (c, v) => Critic(c, e => e with { Model = v })),
        new("critic.style", "Style that the critic's encoder reads, where it differs.", c => c.Critic.Style is { } s ? ConfigurationValue.ChoiceText(s) : null, (c, v) => Critic(c, e => e with { Style = ConfigurationValue.Choice<TextStyle>(v) })),
        new("critic.layer", "Layer of the critic's encoder, where it differs.", c => c.Critic.Layer is { } l ? ConfigurationValue.LayerText(l) : null, (c, v) => Critic(c, e => e with { Layer = ConfigurationValue.Layer(v) })),
        new("critic.pooling", "Pooling of the critic's encoder, where it differs.", c => c.Critic.Pooling is { } p ? ConfigurationValue.ChoiceText(p) : null, (c, v) => Critic(c, e => e with { Pooling = ConfigurationValue.Choice<Pooling>(v) })),
        new("trainer", "Training algorithm.", c => c.Trainer, (c, v) => c with { Trainer = v }),
        new("evaluation-episodes", "Greedy episodes after training; at least 1.", c => Text(c.EvaluationEpisodes), (c, v) => c with { EvaluationEpisodes = ConfigurationValue.SmallInteger(v) }),
        new("evaluation-interval", "Steps between evaluations during training; 0 = none.", c => Text(c.EvaluationInterval), (c, v) => c with { EvaluationInterval = ConfigurationValue.Integer(v) }),
        new("interval-episodes", "Greedy episodes of each evaluation during training; at least 1.", c => Text(c.IntervalEpisodes), (c, v) => c with { IntervalEpisodes = ConfigurationValue.SmallInteger(v) }),
        new("checkpoint-updates", "Updates between checkpoints; at least 1.", c => Text(c.CheckpointUpdates), (c, v) => c with { CheckpointUpdates = ConfigurationValue.SmallInteger(v) }),
        new("checkpoint-seconds", "Longest time between checkpoints, in seconds; at least 1.", c => Text((long)c.CheckpointPeriod.TotalSeconds), (c, v) => c with { CheckpointPeriod = TimeSpan.FromSeconds(ConfigurationValue.SmallInteger(v)) }),
    ];

    /// <summary>The same for help texts.</summary>
    public static readonly ImmutableArray<SettingDescriptor> Descriptors =
        [.. All.Select(k => new SettingDescriptor(k.Name, k.Get(new RunConfiguration()) ?? "as the policy's", k.Description))];

    /// <summary>The section of the environment's settings that hold in evaluations only. It has no plain value.</summary>
    public const string EvaluationSection = "eval.env";

    /// <summary>Sections whose keys plugins declare, each with the key that a plain value of the section sets.</summary>
    public static readonly ImmutableArray<string> PluginSections = ["env", EvaluationSection, "backend", "trainer"];

    /// <summary>The key of a name, or null.</summary>
    public static ConfigurationKey? Find(string name) => All.FirstOrDefault(k => k.Name == name);

    /// <summary>The settings that a plugin section holds.</summary>
    public static ImmutableSortedDictionary<string, string> Settings(RunConfiguration configuration, string section) => section switch
    {
        "env" => configuration.EnvironmentSettings,
        EvaluationSection => configuration.EvaluationSettings,
        "backend" => configuration.Encoder.BackendSettings,
        _ => configuration.TrainerSettings,
    };

    /// <summary>Adds a setting to a plugin section.</summary>
    public static RunConfiguration WithSetting(RunConfiguration configuration, string section, string name, string value) => section switch
    {
        "env" => configuration with { EnvironmentSettings = configuration.EnvironmentSettings.SetItem(name, value) },
        EvaluationSection => configuration with { EvaluationSettings = configuration.EvaluationSettings.SetItem(name, value) },
        "backend" => Encoder(configuration, e => e with { BackendSettings = e.BackendSettings.SetItem(name, value) }),
        _ => configuration with { TrainerSettings = configuration.TrainerSettings.SetItem(name, value) },
    };

    private static RunConfiguration Encoder(RunConfiguration configuration, Func<EncoderConfiguration, EncoderConfiguration> change) =>
        configuration with { Encoder = change(configuration.Encoder) };

    private static RunConfiguration Critic(RunConfiguration configuration, Func<CriticConfiguration, CriticConfiguration> change) =>
        configuration with { Critic = change(configuration.Critic) };

    private static RunConfiguration CriticReads(RunConfiguration configuration, string what) => what switch
    {
        "policy" => configuration with { Critic = new CriticConfiguration() },
        "raw" => configuration with { Critic = new CriticConfiguration { Backend = RawEncoder.BackendName } },
        _ => throw new FormatException("policy or raw is expected; another model is critic.backend and critic.model"),
    };

    private static string Text<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);
}
