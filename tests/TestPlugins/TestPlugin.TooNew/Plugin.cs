using BitRL.Contracts.Plugins;
using TestPlugin.TooNew;

// What the compiler would bake in from a contract with more minor versions than ours.
[assembly: BitRLPlugin("1.99", typeof(Plugin))]

namespace TestPlugin.TooNew;

public sealed class Plugin : IBitRLPlugin
{
    public void Register(IPluginRegistry registry) => registry.Add(new NamedTrainer("too-new"));
}
