using System.Collections.Immutable;
using System.Text;

namespace BitRL.Experiments.Sweeps;

/// <summary>One run of a sweep: an environment, a variant with its place in the grid, and a seed. Immutable.</summary>
public sealed record SweepCell
{
    /// <summary>Path of its folder below the cells of the sweep; unlike that of every other cell.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the environment, as the file has it.</summary>
    public required string Environment { get; init; }

    /// <summary>Name of the variant.</summary>
    public required string Variant { get; init; }

    /// <summary>Its place in the grid: a value for each axis; empty without a grid.</summary>
    public required ImmutableArray<SweepSetting> Grid { get; init; }

    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>All settings, each key once, the stronger value kept: settings, then environment, variant, grid. Without env and seed.</summary>
    public required ImmutableArray<SweepSetting> Settings { get; init; }

    /// <summary>Environment steps that it will take; 0 where that is not known yet.</summary>
    public long Steps { get; init; }

    /// <summary>Worker threads that it asks for, or null where the sweep decides.</summary>
    public int? Threads { get; init; }

    /// <summary>The variant with its place in the grid: what runs with different seeds have in common within an environment.</summary>
    public string Label => Grid.IsEmpty ? Variant : $"{Variant} {string.Join(' ', Grid.Select(setting => $"{setting.Key}={setting.Value}"))}";

    /// <summary>The configuration file of the run: what the cell says, and nothing else. Two cells with the same text are the same run.</summary>
    public string ConfigurationYaml()
    {
        var yaml = new StringBuilder();
        Line("env", Environment);
        Line("seed", Seed.ToString(System.Globalization.CultureInfo.InvariantCulture));
        foreach (SweepSetting setting in Settings)
        {
            Line(setting.Key, setting.Value);
        }

        return yaml.ToString();

        void Line(string key, string value) => yaml
            .Append(key).Append(": \"").Append(value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append("\"\n");
    }
}
