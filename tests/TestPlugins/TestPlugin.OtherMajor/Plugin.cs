using BitRL.Contracts.Plugins;
using TestPlugin.OtherMajor;

[assembly: BitRLPlugin("0.9", typeof(Plugin))]

namespace TestPlugin.OtherMajor;

public sealed class Plugin : IBitRLPlugin
{
    public void Register(IPluginRegistry registry) => registry.Add(new NamedTrainer("other-major"));
}
