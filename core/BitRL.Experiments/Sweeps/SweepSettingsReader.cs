using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace BitRL.Experiments.Sweeps;

/// <summary>Reads settings of a run from YAML: nested mappings are sections ("trainer: {rollout: 8}" is trainer.rollout), lists are values with commas.</summary>
internal sealed class SweepSettingsReader(SweepProblems problems)
{
    /// <summary>Reads a mapping; an empty node is none.</summary>
    public ImmutableArray<SweepSetting> Read(YamlNode node)
    {
        var settings = ImmutableArray.CreateBuilder<SweepSetting>();
        if (node is YamlMappingNode mapping)
        {
            Flatten(mapping, "", settings);
        }
        else if (node is not YamlScalarNode { Value: null or "" })
        {
            problems.Add(node, "settings are a mapping of keys to values");
        }

        return settings.ToImmutable();
    }

    private void Flatten(YamlMappingNode mapping, string prefix, ImmutableArray<SweepSetting>.Builder settings)
    {
        foreach ((YamlNode key, YamlNode value) in mapping.Children)
        {
            string name = prefix + SweepProblems.Normalise(key);
            switch (value)
            {
                case YamlScalarNode scalar:
                    problems.CheckReserved(key, name);
                    settings.Add(new SweepSetting(name, scalar.Value ?? "", problems.Origin(value)));
                    break;
                case YamlSequenceNode list when list.Children.All(child => child is YamlScalarNode):
                    settings.Add(new SweepSetting(name, string.Join(',', list.Children.Select(child => ((YamlScalarNode)child).Value)), problems.Origin(value)));
                    break;
                case YamlMappingNode inner when prefix.Count(c => c == '.') < 2:
                    Flatten(inner, name + ".", settings);
                    break;
                default:
                    problems.Add(value, $"'{name}' must be a plain value or a list of them");
                    break;
            }
        }
    }
}
