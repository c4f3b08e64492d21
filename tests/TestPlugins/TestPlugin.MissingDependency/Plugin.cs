using BitRL.Contracts.Plugins;
using TestPlugin.MissingDependency;

[assembly: BitRLPlugin(ContractVersion.Value, typeof(Plugin))]

namespace TestPlugin.MissingDependency;

public sealed class Plugin : IBitRLPlugin
{
    public void Register(IPluginRegistry registry) => registry.Add(new NamedTrainer(TestLibrary.Library.Name));
}
