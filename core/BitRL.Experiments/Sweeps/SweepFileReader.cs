using System.Collections.Immutable;
using System.Globalization;
using BitRL.Agent.Configuration;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace BitRL.Experiments.Sweeps;

/// <summary>Reads the YAML of a sweep file and gathers all that is wrong with it.</summary>
internal sealed class SweepFileReader(string yaml, string path)
{
    private const int MostSeeds = 10_000;

    private static readonly string[] Keys =
        ["name", "out", "environments", "backends", "models", "variants", "grid", "seeds", "settings", "jobs", "memory", "cell-memory", "baseline"];

    private readonly SweepProblems _problems = new(path);

    /// <summary>Reads the file.</summary>
    /// <exception cref="ConfigurationException">All problems.</exception>
    public SweepFile Read()
    {
        Dictionary<string, YamlNode> sections = Sections();
        var file = new SweepFile
        {
            Name = Text(sections, "name") ?? Path.GetFileNameWithoutExtension(path),
            Text = yaml,
            Folder = Text(sections, "out"),
            Environments = Choices(sections, "environments", isVariant: false),
            Variants = Variants(sections),
            Grid = Grid(sections),
            Seeds = Seeds(sections),
            Settings = sections.TryGetValue("settings", out YamlNode? settings) ? SettingsOf(settings) : [],
            Jobs = Number(sections, "jobs") is { } jobs ? (int)Math.Min(jobs, int.MaxValue) : null,
            MemoryBytes = Bytes(sections, "memory"),
            Baseline = Text(sections, "baseline"),
        };
        file = file with { CellMemoryBytes = Bytes(sections, "cell-memory") ?? file.CellMemoryBytes };
        Check(file, sections);
        _problems.ThrowIfAny();
        return file;
    }

    private Dictionary<string, YamlNode> Sections()
    {
        var sections = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        try
        {
            var stream = new YamlStream();
            using var reader = new StringReader(yaml);
            stream.Load(reader);
            if (stream.Documents is not [{ RootNode: YamlMappingNode root }])
            {
                throw new ConfigurationException($"{path}: a sweep is one YAML mapping with the keys {string.Join(", ", Keys)}");
            }

            foreach ((YamlNode key, YamlNode value) in root.Children)
            {
                string name = SweepProblems.Normalise(key);
                if (!Keys.Contains(name))
                {
                    _problems.Add(key, $"unknown key '{name}'; known are {string.Join(", ", Keys)}");
                }
                else
                {
                    sections[name] = value;
                }
            }
        }
        catch (YamlException e)
        {
            throw new ConfigurationException($"{path}, line {e.Start.Line}: this is not YAML: {e.Message.ReplaceLineEndings(" ")}", e);
        }

        return sections;
    }

    private void Check(SweepFile file, Dictionary<string, YamlNode> sections)
    {
        if (file.Environments.IsEmpty)
        {
            AddFor(sections, "environments", "no environment; give a list, such as environments: [CartPole-v1]");
        }

        if (file.Variants.IsEmpty)
        {
            AddFor(sections, "variants", "no variant; give backends: [cpu, mlp], or variants: with a name and settings each");
        }

        if (file.Baseline is { } baseline && !file.Variants.Any(variant => variant.Name == baseline))
        {
            AddFor(sections, "baseline", $"the baseline '{baseline}' is no variant; there are {string.Join(", ", file.Variants.Select(variant => variant.Name))}");
        }

        if (file.Jobs is 0)
        {
            AddFor(sections, "jobs", "jobs is 0; give at least 1");
        }

        foreach (string name in (string[])["environments", "variants"])
        {
            var choices = name == "variants" ? file.Variants : file.Environments;
            foreach (var same in choices.GroupBy(choice => FileName.Of(choice.Name)).Where(group => group.Count() > 1))
            {
                _problems.AddAt(same.Last().Origin, $"'{same.Last().Name}' was given before in {name}; keep one");
            }
        }
    }

    /// <summary>Named variants, and backends × models as variants that are named after them.</summary>
    private ImmutableArray<SweepChoice> Variants(Dictionary<string, YamlNode> sections)
    {
        var backends = List(sections, "backends");
        var models = List(sections, "models");
        if (backends.IsEmpty && sections.TryGetValue("models", out YamlNode? node))
        {
            _problems.Add(node, "models without backends; name the backends that run them");
        }

        var made = ImmutableArray.CreateBuilder<SweepChoice>();
        foreach (var backend in backends)
        {
            if (models.IsEmpty || backend.Value == "mlp")
            {
                made.Add(new SweepChoice(backend.Value, backend.Origin, [backend with { Key = "backend" }]));
                continue;
            }

            made.AddRange(models.Select(model => new SweepChoice(
                models.Length == 1 ? backend.Value : $"{backend.Value} {Path.GetFileNameWithoutExtension(model.Value)}",
                backend.Origin,
                [backend with { Key = "backend" }, model with { Key = "model" }])));
        }

        return [.. made, .. Choices(sections, "variants", isVariant: true)];
    }

    /// <summary>A list of names, or a mapping of names to settings; a plain value of a variant is its backend.</summary>
    private ImmutableArray<SweepChoice> Choices(Dictionary<string, YamlNode> sections, string section, bool isVariant)
    {
        switch (sections.GetValueOrDefault(section))
        {
            case null:
                return [];
            case YamlScalarNode { Value.Length: > 0 } one when !isVariant:
                return [new SweepChoice(one.Value, _problems.Origin(one), [])];
            case YamlSequenceNode when !isVariant:
                return [.. List(sections, section).Select(item => new SweepChoice(item.Value, item.Origin, []))];
            case YamlMappingNode mapping:
                return [.. mapping.Children.Select(pair => Choice(pair.Key, pair.Value, isVariant))];
            case var other:
                _problems.Add(other, isVariant ? "variants are a mapping of names to settings" : "environments are a list of ids, or a mapping of ids to settings");
                return [];
        }
    }

    private SweepChoice Choice(YamlNode key, YamlNode value, bool isVariant)
    {
        string name = (key as YamlScalarNode)?.Value ?? "";
        if (name.Length == 0)
        {
            _problems.Add(key, "a name is expected");
        }

        return value switch
        {
            YamlScalarNode { Value: null or "" } => new SweepChoice(name, _problems.Origin(key), []),
            YamlScalarNode backend when isVariant => new SweepChoice(name, _problems.Origin(key), [new SweepSetting("backend", backend.Value!, _problems.Origin(backend))]),
            _ => new SweepChoice(name, _problems.Origin(key), SettingsOf(value)),
        };
    }

    private ImmutableArray<SweepAxis> Grid(Dictionary<string, YamlNode> sections)
    {
        if (!sections.TryGetValue("grid", out YamlNode? node))
        {
            return [];
        }

        if (node is not YamlMappingNode mapping)
        {
            _problems.Add(node, "the grid is a mapping of keys to lists of values");
            return [];
        }

        var axes = ImmutableArray.CreateBuilder<SweepAxis>();
        foreach ((YamlNode key, YamlNode value) in mapping.Children)
        {
            string name = SweepProblems.Normalise(key);
            _problems.CheckReserved(key, name);
            string[] values = value is YamlSequenceNode list ? [.. list.Children.Select(Plain)] : [];
            if (values.Length == 0 || values.Contains(null) || values.Select(FileName.Of).Distinct().Count() != values.Length)
            {
                _problems.Add(value, $"'{name}' of the grid needs a list of different values, such as {name}: [1, 2]");
                continue;
            }

            axes.Add(new SweepAxis(name, [.. values], _problems.Origin(key)));
        }

        return axes.ToImmutable();

        // A list inside the list is one value with commas: trainer.policy-hidden: [[64, 64], [128, 128]].
        static string Plain(YamlNode node) => node switch
        {
            YamlScalarNode scalar => scalar.Value!,
            YamlSequenceNode sequence when sequence.Children.All(child => child is YamlScalarNode) => string.Join(',', sequence.Children.Select(child => ((YamlScalarNode)child).Value)),
            _ => null!,
        };
    }

    private ImmutableArray<ulong> Seeds(Dictionary<string, YamlNode> sections)
    {
        switch (sections.GetValueOrDefault("seeds"))
        {
            case null:
                return [0, 1, 2];
            case YamlScalarNode scalar:
                bool isCount = int.TryParse(scalar.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is >= 1 and <= MostSeeds;
                if (!isCount)
                {
                    _problems.Add(scalar, $"seeds is '{scalar.Value}'; give how many (1 to {MostSeeds}: 3 means 0, 1, 2) or a list of them");
                }

                return [.. Enumerable.Range(0, count).Select(seed => (ulong)seed)];
            case YamlSequenceNode list:
                var seeds = ImmutableArray.CreateBuilder<ulong>();
                foreach (YamlNode item in list.Children)
                {
                    if (ulong.TryParse((item as YamlScalarNode)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed) && !seeds.Contains(seed))
                    {
                        seeds.Add(seed);
                    }
                    else
                    {
                        _problems.Add(item, $"'{item}' is no seed, or was given before; give whole numbers from 0");
                    }
                }

                if (list.Children.Count == 0)
                {
                    _problems.Add(list, "no seed; give how many, such as seeds: 3");
                }

                return seeds.ToImmutable();
            case var other:
                _problems.Add(other, "seeds are a number (how many) or a list of numbers");
                return [];
        }
    }

    private ImmutableArray<SweepSetting> List(Dictionary<string, YamlNode> sections, string section)
    {
        switch (sections.GetValueOrDefault(section))
        {
            case null:
                return [];
            case YamlScalarNode { Value.Length: > 0 } one:
                return [new SweepSetting(section, one.Value, _problems.Origin(one))];
            case YamlSequenceNode list when list.Children.All(child => child is YamlScalarNode { Value.Length: > 0 }):
                return [.. list.Children.Select(child => new SweepSetting(section, ((YamlScalarNode)child).Value!, _problems.Origin(child)))];
            case var other:
                _problems.Add(other, $"{section} is a list of names");
                return [];
        }
    }

    private string? Text(Dictionary<string, YamlNode> sections, string key)
    {
        switch (sections.GetValueOrDefault(key))
        {
            case null:
                return null;
            case YamlScalarNode { Value.Length: > 0 } scalar:
                return scalar.Value;
            case var other:
                _problems.Add(other, $"{key} is a plain value");
                return null;
        }
    }

    private long? Number(Dictionary<string, YamlNode> sections, string key)
    {
        if (Text(sections, key) is not { } text)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value))
        {
            return value;
        }

        AddFor(sections, key, $"{key} is '{text}', but a whole number is expected");
        return null;
    }

    private long? Bytes(Dictionary<string, YamlNode> sections, string key)
    {
        if (Text(sections, key) is not { } text)
        {
            return null;
        }

        try
        {
            return ByteSize.Parse(text);
        }
        catch (FormatException e)
        {
            AddFor(sections, key, $"{key} is '{text}', but {e.Message}");
            return null;
        }
    }

    private ImmutableArray<SweepSetting> SettingsOf(YamlNode node) => new SweepSettingsReader(_problems).Read(node);

    private void AddFor(Dictionary<string, YamlNode> sections, string key, string problem)
    {
        if (sections.TryGetValue(key, out YamlNode? node))
        {
            _problems.Add(node, problem);
        }
        else
        {
            _problems.AddAt(path, problem);
        }
    }
}
