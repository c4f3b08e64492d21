using System.Collections.Immutable;
using BitRL.Contracts.Backends;

namespace BitRL.Cli.Composition;

/// <summary>Settings of a backend for the commands that open one without a run.</summary>
internal static class BackendSettings
{
    private const string Prefix = "backend.";

    /// <summary>Reads "backend.NAME=value", also without the prefix.</summary>
    /// <exception cref="CommandException">No value, or a name that the backend does not declare.</exception>
    public static ImmutableDictionary<string, string> Parse(IBackendProvider backend, IEnumerable<string> assignments)
    {
        var settings = ImmutableDictionary<string, string>.Empty;
        foreach (string assignment in assignments)
        {
            string[] parts = assignment.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts.Length < 2)
            {
                throw new CommandException(ExitCode.Usage, $"--set {assignment} has no value; write --set backend.NAME=value");
            }

            string name = parts[0].StartsWith(Prefix, StringComparison.Ordinal) ? parts[0][Prefix.Length..] : parts[0];
            var known = backend.Settings.Select(setting => setting.Name).ToList();
            settings = known.Contains(name)
                ? settings.SetItem(name, parts[1])
                : throw new CommandException(ExitCode.Usage, $"the backend {backend.Name} has no setting '{name}'{NearestNames.Question(name, known)} (known are {string.Join(", ", known)})");
        }

        return settings;
    }
}
