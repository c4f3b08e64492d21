using BitRL.Contracts.Plugins;

namespace BitRL.Plugins;

/// <summary>Where a host looks for plugins.</summary>
public sealed record PluginHostOptions
{
    /// <summary>Name of the environment variable that lists further folders, separated as in PATH.</summary>
    public const string PathVariable = "BITRL_PLUGINS";

    /// <summary>
    /// Folders in order of precedence: where two plugins offer the same name, the first wins. Each holds one folder a plugin, or is itself
    /// a plugin's folder. Folders that do not exist are passed over. <value>Default: none.</value>
    /// </summary>
    public IReadOnlyList<string> Roots { get; init; } = [];

    /// <summary>Registers what the host itself offers (its trainers, say), before any plugin. <value>Default: nothing.</value></summary>
    public Action<IPluginRegistry>? BuiltIn { get; init; }

    /// <summary>The standard folders of an application, ours before the user's.</summary>
    /// <param name="applicationDirectory">Holds <c>backends/</c>, <c>envs/</c> and <c>plugins/</c>.</param>
    /// <param name="pathVariable">Value of <see cref="PathVariable"/>; null or empty for none.</param>
    /// <param name="homeDirectory">Holds <c>.bitrl/plugins</c>; null or empty for none.</param>
    public static PluginHostOptions Standard(string applicationDirectory, string? pathVariable, string? homeDirectory)
    {
        ArgumentException.ThrowIfNullOrEmpty(applicationDirectory);
        List<string> roots =
        [
            Path.Combine(applicationDirectory, "backends"),
            Path.Combine(applicationDirectory, "envs"),
            Path.Combine(applicationDirectory, "plugins"),
            .. (pathVariable ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        ];
        if (!string.IsNullOrEmpty(homeDirectory))
        {
            roots.Add(Path.Combine(homeDirectory, ".bitrl", "plugins"));
        }

        return new PluginHostOptions { Roots = roots };
    }

    /// <summary>The standard folders of the running program and the current user.</summary>
    public static PluginHostOptions Standard() => Standard(
        AppContext.BaseDirectory,
        Environment.GetEnvironmentVariable(PathVariable),
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));
}
