using BitRL.Agent.Configuration;
using YamlDotNet.RepresentationModel;

namespace BitRL.Experiments.Sweeps;

/// <summary>What is wrong with a sweep file, each with its line.</summary>
/// <param name="path">What the file is called.</param>
internal sealed class SweepProblems(string path)
{
    // The sweep sets these itself, for every cell.
    private static readonly string[] Reserved = ["env", "seed"];

    private readonly List<string> _all = [];

    /// <summary>A key of YAML as a key of a configuration.</summary>
    public static string Normalise(YamlNode key) => ((key as YamlScalarNode)?.Value ?? "").Replace('_', '-').ToLowerInvariant();

    /// <summary>Where a node stands.</summary>
    public string Origin(YamlNode node) => $"{path}, line {node.Start.Line}";

    /// <summary>Adds a problem with a node.</summary>
    public void Add(YamlNode node, string problem) => AddAt(Origin(node), problem);

    /// <summary>Adds a problem at a place.</summary>
    public void AddAt(string origin, string problem) => _all.Add($"{origin}: {problem}");

    /// <summary>Refuses a key that the sweep sets itself.</summary>
    public void CheckReserved(YamlNode key, string name)
    {
        if (Reserved.Contains(name))
        {
            Add(key, $"'{name}' is given by the sweep itself: use {(name == "env" ? "environments" : "seeds")}");
        }
    }

    /// <summary>Ends reading where there is a problem.</summary>
    /// <exception cref="ConfigurationException">All problems.</exception>
    public void ThrowIfAny()
    {
        if (_all.Count > 0)
        {
            throw new ConfigurationException([.. _all.Distinct()]);
        }
    }
}
