using BitRL.Contracts.Plugins;
using TestPlugin.OwnContracts;

[assembly: BitRLPlugin(ContractVersion.Value, typeof(Plugin))]

namespace TestPlugin.OwnContracts;

public sealed class Plugin : IBitRLPlugin
{
    public void Register(IPluginRegistry registry) => registry.Add(new NamedTrainer("own-contracts"));
}
