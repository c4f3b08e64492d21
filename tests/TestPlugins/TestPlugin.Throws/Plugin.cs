using BitRL.Contracts.Plugins;
using TestPlugin.Throws;

[assembly: BitRLPlugin(ContractVersion.Value, typeof(Plugin))]

namespace TestPlugin.Throws;

/// <summary>Fails after it has registered something, which must not stay behind.</summary>
public sealed class Plugin : IBitRLPlugin
{
    public void Register(IPluginRegistry registry)
    {
        registry.Add(new NamedTrainer("half-registered"));
        throw new TimeoutException("the licence server\ndid not answer");
    }
}
