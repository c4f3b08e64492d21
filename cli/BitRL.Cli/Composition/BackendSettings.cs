using System.Collections.Immutable;
using BitRL.Contracts.Backends;

namespace BitRL.Cli.Composition;

/// <summary>Settings of a backend for the commands that open one without a run.</summary>
internal static class BackendSettings
{
    /// <summary>Reads "backend.NAME=value", also without the prefix.</summary>
    /// <exception cref="CommandException">No value, or a name that the backend does not declare.</exception>
    public static ImmutableDictionary<string, string> Parse(IBackendProvider backend, IEnumerable<string> assignments) =>
        SettingAssignments.Parse("backend.", $"the backend {backend.Name}", backend.Settings, assignments);
}
