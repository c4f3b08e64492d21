using System.Collections.Immutable;
using BitRL.Contracts.Plugins;

namespace BitRL.Cli.Composition;

/// <summary>Reads <c>--set PREFIX.NAME=value</c> for the commands that work without a run's configuration.</summary>
internal static class SettingAssignments
{
    /// <summary>Reads assignments, also without the prefix.</summary>
    /// <param name="prefix">"backend." or "env.".</param>
    /// <param name="owner">Whose settings, for messages: "the backend cpu".</param>
    /// <param name="declared">What the provider declares.</param>
    /// <param name="assignments">What the user wrote.</param>
    /// <exception cref="CommandException">No value, or a name that is not declared.</exception>
    public static ImmutableDictionary<string, string> Parse(string prefix, string owner, IReadOnlyList<SettingDescriptor> declared, IEnumerable<string> assignments)
    {
        var settings = ImmutableDictionary<string, string>.Empty;
        foreach (string assignment in assignments)
        {
            string[] parts = assignment.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts.Length < 2)
            {
                throw new CommandException(ExitCode.Usage, $"--set {assignment} has no value; write --set {prefix}NAME=value");
            }

            string name = parts[0].StartsWith(prefix, StringComparison.Ordinal) ? parts[0][prefix.Length..] : parts[0];
            var known = declared.Select(setting => setting.Name).ToList();
            settings = known.Contains(name)
                ? settings.SetItem(name, parts[1])
                : throw new CommandException(ExitCode.Usage, $"{owner} has no setting '{name}'{NearestNames.Question(name, known)} ({(known.Count > 0 ? $"known are {string.Join(", ", known)}" : "it has none")})");
        }

        return settings;
    }
}
