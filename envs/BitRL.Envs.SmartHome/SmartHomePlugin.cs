using BitRL.Contracts.Plugins;
using BitRL.Envs.SmartHome;
using BitRL.Envs.SmartHome.Stepping;

[assembly: BitRLPlugin(ContractVersion.Value, typeof(SmartHomePlugin))]

namespace BitRL.Envs.SmartHome;

/// <summary>Registers the smart home.</summary>
public sealed class SmartHomePlugin : IBitRLPlugin
{
    /// <inheritdoc/>
    public void Register(IPluginRegistry registry) => registry.Add(new SmartHomeProvider());
}
