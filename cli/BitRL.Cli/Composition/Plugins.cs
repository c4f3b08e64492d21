using BitRL.Plugins;

namespace BitRL.Cli.Composition;

/// <summary>The plugins of this process, found when the first command asks for them.</summary>
internal sealed class Plugins
{
    private readonly Lazy<PluginHost> _host = new(() => PluginHost.Discover(PluginHostOptions.Standard() with
    {
        BuiltIn = registry => { },
    }));

    /// <summary>Finds and loads plugins.</summary>
    public PluginHost Host => _host.Value;
}
