using System.Collections.Immutable;

namespace BitRL.Cli.Composition;

/// <summary>What a user asked for, not yet checked.</summary>
/// <param name="Files">Configuration files, or "none".</param>
/// <param name="Assignments">Values of <c>--set</c>: "key=value".</param>
/// <param name="Values">Options that are keys of the configuration.</param>
internal sealed record RunRequest(ImmutableArray<string> Files, ImmutableArray<string> Assignments, ImmutableArray<(string Key, string Value)> Values)
{
    /// <summary>Values that come from a place in a file, the weakest first: key, value, place. Under the options.</summary>
    public ImmutableArray<(string Key, string Value, string Origin)> Located { get; init; } = [];

    /// <summary>The word that leaves out tuned settings.</summary>
    public const string NoTuning = "none";

    /// <summary>Whether the tuned settings of the environment apply underneath.</summary>
    public bool WantsTuning => !Files.Contains(NoTuning);

    /// <summary>The files without the word.</summary>
    public IEnumerable<string> ConfigurationFiles => Files.Where(file => file != NoTuning);
}
