using BitRL.Plugins.Discovery;
using BitRL.Plugins.Loading;

namespace BitRL.Plugins.Compatibility;

/// <summary>
/// Looks, before loading, for the assemblies that a plugin references. The runtime binds lazily: without this a missing file would show in the
/// middle of a run.
/// </summary>
internal static class DependencyCheck
{
    private static readonly Lazy<HashSet<string>> OfHost = new(AssembliesOfHost);

    /// <returns>What is missing and what to do, or null where nothing is.</returns>
    public static string? Object(PluginMetadata plugin, PluginLoadContext context)
    {
        List<string> missing = [.. plugin.References
            .Where(reference => !OfHost.Value.Contains(reference.Name!) && context.Locate(reference) is null)
            .Select(reference => reference.Name + ".dll")];
        return missing.Count == 0
            ? null
            : $"needs {string.Join(", ", missing)}: copy it into the plugin's folder "
                + "(a plugin built with EnableDynamicLoading has all it needs in its output)";
    }

    // The runtime's own list of what it can bind: asking it loads nothing.
    private static HashSet<string> AssembliesOfHost() =>
        ((AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string) ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
}
