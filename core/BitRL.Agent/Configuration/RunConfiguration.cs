using System.Collections.Immutable;
using BitRL.Contracts.Plugins;

namespace BitRL.Agent.Configuration;

/// <summary>All that decides a training run. Immutable. Made by <see cref="ConfigurationBuilder"/> from files and <c>--set</c>, written back by <see cref="ConfigurationYaml"/>.</summary>
public sealed record RunConfiguration
{
    /// <summary>Id of the environment. <value>Default CartPole-v1, the task of the first command in the README.</value></summary>
    public string Environment { get; init; } = "CartPole-v1";

    /// <summary>Values for the environment's own settings.</summary>
    public ImmutableSortedDictionary<string, string> EnvironmentSettings { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Values for the environment's own settings that hold in evaluations only, over <see cref="EnvironmentSettings"/>: held-out wordings, other levels. <value>Default none.</value></summary>
    public ImmutableSortedDictionary<string, string> EvaluationSettings { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The encoder of the policy, and of the critic unless <see cref="Critic"/> says otherwise.</summary>
    public EncoderConfiguration Encoder { get; init; } = new();

    /// <summary>What the critic's encoder does differently.</summary>
    public CriticConfiguration Critic { get; init; } = new();

    /// <summary>Name of the training algorithm. <value>Default "ppo".</value></summary>
    public string Trainer { get; init; } = "ppo";

    /// <summary>Values for the trainer's own settings.</summary>
    public ImmutableSortedDictionary<string, string> TrainerSettings { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Environment steps to train for, over all copies together. <value>Default 50,000.</value></summary>
    public long Steps { get; init; } = 50_000;

    /// <summary>Copies of the environment that are stepped together. <value>Default 8, as in the paper.</value></summary>
    public int EnvironmentCount { get; init; } = 8;

    /// <summary>All randomness of the run follows from it. <value>Default 0.</value></summary>
    public ulong Seed { get; init; }

    /// <summary>Most bytes of finished encodings that are remembered by their exact text; 0 = none. <value>Default 16 MiB, which keeps the process small.</value></summary>
    public long MemoBytes { get; init; } = 16L << 20;

    /// <summary>Worker threads of the backend. Does not change results. <value>Default: all logical processors.</value></summary>
    public int Threads { get; init; } = System.Environment.ProcessorCount;

    /// <summary>Greedy episodes after training. <value>Default 100.</value></summary>
    public int EvaluationEpisodes { get; init; } = 100;

    /// <summary>Steps between evaluations during training; 0 = none. <value>Default 0: they cost time, and training does not need them.</value></summary>
    public long EvaluationInterval { get; init; }

    /// <summary>Greedy episodes of each evaluation during training. <value>Default 20.</value></summary>
    public int IntervalEpisodes { get; init; } = 20;

    /// <summary>Updates between checkpoints; fast runs write one a second at most. Without evaluations during training these moments also compete for the best checkpoint. <value>Default 10.</value></summary>
    public int CheckpointUpdates { get; init; } = 10;

    /// <summary>Longest time between checkpoints, in the middle of a rollout if need be. <value>Default one minute, for backbones that take minutes an update.</value></summary>
    public TimeSpan CheckpointPeriod { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The critic's encoder where it differs from the policy's, otherwise null: one encoder serves both.</summary>
    public EncoderConfiguration? CriticEncoder => Critic.ApplyTo(Encoder) is var critic && critic != Encoder ? critic : null;

    /// <summary>The keys of a configuration file and of <c>--set</c>, with defaults and meanings. Settings of plugins come on top, as env.NAME, eval.env.NAME, backend.NAME and trainer.NAME.</summary>
    public static IReadOnlyList<SettingDescriptor> Keys => ConfigurationKeys.Descriptors;

    /// <summary>Checks what can be checked without plugins.</summary>
    /// <returns>All problems, one line each; empty where there is none.</returns>
    public ImmutableArray<string> Validate()
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        AtLeast("steps", Steps, 1);
        AtLeast("num-envs", EnvironmentCount, 1);
        AtLeast("memo", MemoBytes, 0);
        AtLeast("threads", Threads, 1);
        AtLeast("evaluation-episodes", EvaluationEpisodes, 1);
        AtLeast("evaluation-interval", EvaluationInterval, 0);
        AtLeast("interval-episodes", IntervalEpisodes, 1);
        AtLeast("checkpoint-updates", CheckpointUpdates, 1);
        AtLeast("checkpoint-seconds", (long)CheckpointPeriod.TotalSeconds, 1);
        AtMost("num-envs", EnvironmentCount, 65_536);
        AtMost("threads", Threads, 4_096);
        Present("env", Environment);
        Present("backend", Encoder.Backend);
        Present("model", Encoder.Model);
        Present("trainer", Trainer);
        CheckLayer("layer", Encoder.Layer);
        CheckLayer("critic.layer", Critic.Layer ?? EncoderConfiguration.LastLayer);
        return problems.ToImmutable();

        void AtLeast(string key, long value, long minimum)
        {
            if (value < minimum)
            {
                problems.Add($"{key} is {value}; give at least {minimum}");
            }
        }

        void AtMost(string key, long value, long maximum)
        {
            if (value > maximum)
            {
                problems.Add($"{key} is {value}; give at most {maximum}");
            }
        }

        void Present(string key, string value)
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                problems.Add($"{key} is empty; give a name");
            }
        }

        void CheckLayer(string key, int layer)
        {
            if (layer is < 1 and not EncoderConfiguration.LastLayer)
            {
                problems.Add($"{key} is {layer}; give 1 or more, or \"last\"");
            }
        }
    }
}
