using System.Collections.Immutable;
using BitRL.Contracts.Plugins;

namespace BitRL.Agent.Configuration;

/// <summary>
/// Gathers what files, options and <c>--set</c> say, in that order of strength (a later value wins), and makes a configuration of it. Strict:
/// a key that nobody declares is an error with its place and the nearest known key. All problems are reported together.
/// </summary>
public sealed class ConfigurationBuilder
{
    private readonly List<ConfigurationEntry> _entries = [];
    private readonly Dictionary<string, IReadOnlyList<SettingDescriptor>> _declared = [];

    /// <summary>Adds what a YAML file says, over what was added before.</summary>
    /// <exception cref="ConfigurationException">The file cannot be read or is not a YAML mapping of plain values.</exception>
    public void AddFile(string path) => _entries.AddRange(ConfigurationYaml.ReadFile(path));

    /// <summary>Adds what a YAML file says, under all that was or will be added otherwise (tuned defaults of an environment).</summary>
    /// <exception cref="ConfigurationException">The file cannot be read or is not a YAML mapping of plain values.</exception>
    public void AddDefaultsFile(string path) => _entries.InsertRange(0, ConfigurationYaml.ReadFile(path));

    /// <summary>Adds what YAML text says.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="ConfigurationException">It is not a YAML mapping of plain values.</exception>
    public void AddYaml(string yaml, string name)
    {
        using var reader = new StringReader(yaml);
        _entries.AddRange(ConfigurationYaml.Read(reader, name));
    }

    /// <summary>Adds one value.</summary>
    /// <param name="key">A key of <see cref="RunConfiguration.Keys"/>, or env.NAME, eval.env.NAME, backend.NAME or trainer.NAME; "_" counts as "-".</param>
    /// <param name="value">Its text.</param>
    /// <param name="origin">Where the user gave it, for messages.</param>
    public void Set(string key, string value, string origin = "--set")
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        _entries.Add(new ConfigurationEntry(Normalise(key), value, origin));
    }

    /// <summary>Adds one value written as <c>key=value</c>.</summary>
    /// <exception cref="ConfigurationException">There is no "=" in it, or nothing before it.</exception>
    public void Set(string assignment)
    {
        ArgumentNullException.ThrowIfNull(assignment);
        int equals = assignment.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            throw new ConfigurationException($"--set {assignment} has no value; write --set key=value");
        }

        Set(assignment[..equals].Trim(), assignment[(equals + 1)..].Trim());
    }

    /// <summary>The value that a key has so far, or null where nobody gave one.</summary>
    public string? Value(string key) => _entries.FindLast(e => e.Key == Normalise(key)) is { Key: not null } entry ? entry.Value : null;

    /// <summary>Says which settings the chosen environment ("env"), backend ("backend") or trainer ("trainer") declares; <see cref="Build"/> refuses others.</summary>
    public void Declare(string section, IReadOnlyList<SettingDescriptor> settings)
    {
        if (!ConfigurationKeys.PluginSections.Contains(section))
        {
            throw new ArgumentException($"no section '{section}'; there are {string.Join(", ", ConfigurationKeys.PluginSections)}", nameof(section));
        }

        _declared[section] = settings;
        if (section == "env")
        {
            _declared[ConfigurationKeys.EvaluationSection] = settings;
        }
    }

    /// <summary>Makes the configuration. Settings of a section are only checked after <see cref="Declare"/>.</summary>
    /// <exception cref="ConfigurationException">A key is unknown, a value cannot be read, or <see cref="RunConfiguration.Validate"/> finds problems: all of them.</exception>
    public RunConfiguration Build()
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        var configuration = new RunConfiguration();
        foreach (ConfigurationEntry entry in _entries)
        {
            try
            {
                configuration = Apply(configuration, entry);
            }
            catch (FormatException e)
            {
                problems.Add($"{entry.Origin}: {entry.Key} is '{entry.Value}', but {e.Message}");
            }
            catch (ConfigurationException e)
            {
                problems.Add(e.Message);
            }
        }

        configuration = BaselineDefaults.Apply(configuration);
        problems.AddRange(configuration.Validate());
        return problems.Count == 0 ? configuration : throw new ConfigurationException(problems.ToImmutable());
    }

    private static string Normalise(string key) => key.Replace('_', '-').ToLowerInvariant();

    private RunConfiguration Apply(RunConfiguration configuration, ConfigurationEntry entry)
    {
        if (ConfigurationKeys.Find(entry.Key) is { } key)
        {
            return key.Set(configuration, entry.Value);
        }

        foreach (string section in ConfigurationKeys.PluginSections)
        {
            if (entry.Key.Length > section.Length + 1 && entry.Key.StartsWith(section + ".", StringComparison.Ordinal))
            {
                string name = entry.Key[(section.Length + 1)..];
                return !_declared.TryGetValue(section, out var known) || known.Any(s => s.Name == name)
                    ? ConfigurationKeys.WithSetting(configuration, section, name, entry.Value)
                    : throw Unknown(entry, known.Select(s => $"{section}.{s.Name}"));
            }
        }

        throw Unknown(entry, ConfigurationKeys.All.Select(k => k.Name).Concat(_declared.SelectMany(d => d.Value.Select(s => $"{d.Key}.{s.Name}"))));
    }

    private static ConfigurationException Unknown(ConfigurationEntry entry, IEnumerable<string> known)
    {
        string[] names = [.. known];
        string hint = NearestNames.Question(entry.Key, names);
        string advice = hint.Length > 0 ? hint : names.Length == 0 ? "; there are none here" : $"; known are {string.Join(", ", names)}";
        return new ConfigurationException($"{entry.Origin}: unknown key '{entry.Key}'{advice}");
    }
}
