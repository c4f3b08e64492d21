using BitRL.Contracts.Plugins;
using BitRL.Plugin.Template;

[assembly: BitRLPlugin(ContractVersion.Value, typeof(Plugin))]

namespace BitRL.Plugin.Template;

/// <summary>Tells the host what this plugin offers.</summary>
public sealed class Plugin : IBitRLPlugin
{
    /// <inheritdoc/>
    public void Register(IPluginRegistry registry) => registry.Add(new RoomProvider());
}
