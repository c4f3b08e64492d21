using System.CommandLine;
using BitRL.Agent.Configuration;
using BitRL.Cli.Composition;
using BitRL.Contracts.Backends;
using BitRL.Contracts.Observations;

namespace BitRL.Cli.Commands;

/// <summary>
/// The options that decide a run, shared by the commands that train. Each is the key of a configuration under its own name, so that options, files
/// and <c>--set</c> have one meaning and one set of messages.
/// </summary>
internal sealed class RunOptions
{
    private readonly List<(string Key, Option<string?> Option)> _keys = [];
    private readonly Option<string[]> _config = new("--config")
    {
        Description = "YAML file of settings; several may be given, later ones win. 'none' leaves out the tuned settings that are shipped for the environment.",
        HelpName = "FILE.yaml",
    };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "One setting: a key of the configuration, or env.NAME, backend.NAME, trainer.NAME of a plugin. May be repeated.",
        HelpName = "key=value",
    };

    private readonly Option<string?> _weights = WeightsOption.Create();

    private RunOptions()
    {
    }

    /// <summary>Adds the options to a command.</summary>
    public static RunOptions AddTo(Command command, CommandContext context)
    {
        var options = new RunOptions();
        options.Add("env", "Environment, e.g. CartPole-v1 ('bitrl envs' lists them).", "ID", context.Plugins.EnvironmentIds);
        options.Add("backend", "What runs the model: a backend ('bitrl backends' lists them), 'auto' for the fastest, or 'mlp' for raw observations without a model.", "NAME", context.Plugins.BackendNames, alias: "--policy-backend");
        options.Add("model", "GGUF file, or embedded, embedded-fp (its full-precision twin), random[:seed]; language, language-fp, random-language[:seed].", "FILE|NAME", () => ModelNames.All, alias: "--policy-model");
        options.Add("critic", "What the critic reads: policy (the same features) or raw (observations, without a model).", "WHAT", () => ["policy", "raw"]);
        options.Add("critic.backend", "Backend of the critic's encoder, where it differs from the policy's; each state is encoded once for each.", "NAME", context.Plugins.BackendNames);
        options.Add("critic.model", "Model of the critic's encoder, where it differs.", "FILE|NAME", () => ModelNames.All);
        options.Add("steps", "Environment steps to train for, over all copies together.", "N");
        options.Add("num-envs", "Copies of the environment stepped together.", "N");
        options.Add("seed", "All randomness follows from it.", "N");
        options.Add("style", "How states are written: compact, sentence or json.", "STYLE", () => Enum.GetNames<TextStyle>().Select(name => name.ToLowerInvariant()));
        options.Add("layer", "Block after which the hidden state is read, from 1, or last.", "N");
        options.Add("pooling", "How hidden states become one vector: mean, last or both.", "HOW", () => Enum.GetNames<Pooling>().Select(name => name.ToLowerInvariant()));
        options.Add("memo", "Most bytes of remembered encodings, e.g. 64M; 0 = off.", "BYTES");
        options.Add("threads", "Worker threads of the backend. Does not change results.", "N");
        options._set.CompletionSources.Add(_ => RunConfiguration.Keys.Select(key => key.Name + "="));
        foreach (var (_, option) in options._keys)
        {
            command.Options.Add(option);
        }

        command.Options.Add(options._weights);
        command.Options.Add(options._config);
        command.Options.Add(options._set);
        return options;
    }

    /// <summary>What the user asked for.</summary>
    public RunRequest Read(ParseResult parsed) => new(
        [.. parsed.GetValue(_config) ?? []],
        [.. WeightsOption.Assignments(parsed.GetValue(_weights)), .. parsed.GetValue(_set) ?? []],
        [.. _keys.Select(key => (key.Key, Value: parsed.GetValue(key.Option))).Where(pair => pair.Value is not null).Select(pair => (pair.Key, pair.Value!))]);

    /// <summary>The option that is a key of the configuration: critic.backend is --critic-backend.</summary>
    public static string OptionName(string key) => "--" + key.Replace('.', '-');

    private void Add(string key, string description, string valueName, Func<IEnumerable<string>>? completions = null, string? alias = null)
    {
        string byDefault = RunConfiguration.Keys.First(known => known.Name == key).DefaultValue;
        var option = new Option<string?>(OptionName(key)) { Description = $"{description} [default: {byDefault}]", HelpName = valueName };
        if (completions is not null)
        {
            option.CompletionSources.Add(_ => completions());
        }

        if (alias is not null)
        {
            option.Aliases.Add(alias);
        }

        _keys.Add((key, option));
    }
}
