using System.Globalization;
using System.Reflection;
using BitRL.Contracts.Plugins;
using BitRL.Plugins.Discovery;

namespace BitRL.Plugins.Compatibility;

/// <summary>Judges, before loading, whether a plugin was built against a contract that this host offers (docs/decisions/0002).</summary>
internal static class ContractCompatibility
{
    /// <returns>Why the plugin cannot be loaded and what to do, or null where it can.</returns>
    public static string? Object(PluginMetadata plugin)
    {
        if (!TryParse(plugin.ContractVersion, out int major, out int minor))
        {
            return $"its contract version is '{plugin.ContractVersion}'; write [assembly: BitRLPlugin(ContractVersion.Value, …)]";
        }

        if (major != ContractVersion.Major)
        {
            return $"built against contract {major}.{minor}, this host has {ContractVersion.Value}: "
                + $"use a build of the plugin for contract {ContractVersion.Major}";
        }

        if (minor > ContractVersion.Minor)
        {
            return $"built against contract {major}.{minor}, this host has {ContractVersion.Value}: update bitrl, or use an older build of the plugin";
        }

        // The loader would silently hand a plugin built against a higher assembly version a copy of its own.
        AssemblyName ours = typeof(IBitRLPlugin).Assembly.GetName();
        AssemblyName? theirs = plugin.References.FirstOrDefault(r => r.Name == ours.Name);
        return theirs?.Version > ours.Version
            ? $"references {ours.Name} {theirs!.Version}, this host has {ours.Version}: update bitrl, or use an older build of the plugin"
            : null;
    }

    private static bool TryParse(string version, out int major, out int minor)
    {
        int dot = version.IndexOf('.', StringComparison.Ordinal);
        minor = 0;
        major = 0;
        return dot > 0
            && int.TryParse(version.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out major)
            && int.TryParse(version.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out minor);
    }
}
