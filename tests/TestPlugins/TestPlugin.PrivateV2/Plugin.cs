using BitRL.Contracts.Plugins;
using TestPlugin.PrivateV2;

[assembly: BitRLPlugin(ContractVersion.Value, typeof(Plugin))]

namespace TestPlugin.PrivateV2;

public sealed class Plugin : IBitRLPlugin
{
    public void Register(IPluginRegistry registry) => registry.Add(new NamedTrainer(TestLibrary.Library.Name));
}
