using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace BitRL.Agent.Configuration;

/// <summary>
/// Configurations as YAML. A nested mapping is a section ("critic: {model: x}" is the key critic.model); "env: {id: X, gravity: 9}" and the same for
/// backend and trainer (with "name") give the name and the plugin's settings together.
/// </summary>
public static class ConfigurationYaml
{
    private const long MaxFileBytes = 1 << 20;

    /// <summary>Writes all keys with their values, so that reading it gives the same configuration.</summary>
    public static string Write(RunConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var yaml = new StringBuilder();
        foreach (ConfigurationKey key in ConfigurationKeys.All)
        {
            if (key.Get(configuration) is not { } value)
            {
                continue;
            }

            yaml.Append(key.Name).Append(": ").Append(Quote(value)).Append('\n');
            AppendSection(yaml, configuration, key.Name);
            if (key.Name == "env")
            {
                AppendSection(yaml, configuration, ConfigurationKeys.EvaluationSection);
            }
        }

        return yaml.ToString();
    }

    internal static List<ConfigurationEntry> ReadFile(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MaxFileBytes)
            {
                throw new ConfigurationException($"{path} is over {MaxFileBytes >> 20} MiB, which no configuration is; give a YAML file");
            }

            using var reader = new StreamReader(path);
            return Read(reader, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"the configuration '{path}' cannot be read: {e.Message}", e);
        }
    }

    internal static List<ConfigurationEntry> Read(TextReader reader, string name)
    {
        var entries = new List<ConfigurationEntry>();
        try
        {
            var stream = new YamlStream();
            stream.Load(reader);
            if (stream.Documents.Count > 1)
            {
                throw new ConfigurationException($"{name} holds {stream.Documents.Count} YAML documents; keep one");
            }

            if (stream.Documents.Count == 1 && stream.Documents[0].RootNode is var root and not YamlScalarNode { Value: null or "" })
            {
                Flatten(root, "", name, entries);
            }
        }
        catch (YamlException e)
        {
            throw new ConfigurationException($"{name}, line {e.Start.Line}: this is not YAML: {e.Message.ReplaceLineEndings(" ")}", e);
        }

        foreach (IGrouping<string, ConfigurationEntry> same in entries.GroupBy(e => e.Key).Where(g => g.Count() > 1))
        {
            throw new ConfigurationException($"{same.Last().Origin}: the key '{same.Key}' was given before; keep one");
        }

        return entries;
    }

    private static void Flatten(YamlNode node, string key, string name, List<ConfigurationEntry> entries)
    {
        string origin = $"{name}, line {node.Start.Line}";
        switch (node)
        {
            case YamlScalarNode scalar:
                if (key.Length == 0)
                {
                    throw new ConfigurationException($"{origin}: expected lines of the form 'key: value', found '{scalar.Value}'");
                }

                entries.Add(new ConfigurationEntry(key, scalar.Value ?? "", origin));
                break;
            case YamlSequenceNode sequence when key.Length > 0 && sequence.Children.All(c => c is YamlScalarNode):
                // A list is the same as its values with commas: hidden: [64, 64].
                entries.Add(new ConfigurationEntry(key, string.Join(',', sequence.Children.Select(c => ((YamlScalarNode)c).Value)), origin));
                break;
            case YamlMappingNode mapping when key.Count(c => c == '.') < 2:
                foreach ((YamlNode child, YamlNode value) in mapping.Children)
                {
                    string part = ((child as YamlScalarNode)?.Value ?? "").Replace('_', '-').ToLowerInvariant();
                    bool names = ConfigurationKeys.PluginSections.Contains(key) && part is "id" or "name";
                    Flatten(value, key.Length == 0 ? part : names ? key : $"{key}.{part}", name, entries);
                }

                break;
            default:
                throw new ConfigurationException($"{origin}: '{key}' must be a plain value or a list of them");
        }
    }

    private static void AppendSection(StringBuilder yaml, RunConfiguration configuration, string section)
    {
        if (ConfigurationKeys.PluginSections.Contains(section))
        {
            foreach ((string name, string setting) in ConfigurationKeys.Settings(configuration, section))
            {
                yaml.Append(section).Append('.').Append(name).Append(": ").Append(Quote(setting)).Append('\n');
            }
        }
    }

    private static string Quote(string value) =>
        value.Length > 0 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '/' or ',') && char.IsAsciiLetterOrDigit(value[0])
            ? value
            : $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
