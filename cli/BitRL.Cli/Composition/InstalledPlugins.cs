using BitRL.Plugins;

namespace BitRL.Cli.Composition;

/// <summary>The plugins of this process, found when the first command asks for them.</summary>
internal sealed class InstalledPlugins
{
    private readonly Lazy<PluginHost> _host = new(() => PluginHost.Discover(PluginHostOptions.Standard()));

    /// <summary>Finds and loads plugins.</summary>
    public PluginHost Host => _host.Value;

    /// <summary>Ids of all environments, for completion.</summary>
    public IEnumerable<string> EnvironmentIds() =>
        Host.Load(PluginAbilities.Environments).Environments.Select(provider => provider.Descriptor.Id).Order(StringComparer.OrdinalIgnoreCase);
}
