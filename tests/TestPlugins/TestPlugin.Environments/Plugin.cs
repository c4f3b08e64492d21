using BitRL.Contracts.Plugins;
using TestPlugin.Environments;

[assembly: BitRLPlugin(ContractVersion.Value, typeof(Plugin))]

namespace TestPlugin.Environments;

/// <summary>One sound environment of each kind, and one for each way to be broken.</summary>
public sealed class Plugin : IBitRLPlugin
{
    public void Register(IPluginRegistry registry)
    {
        foreach (Fault fault in Enum.GetValues<Fault>())
        {
            registry.Add(new CounterProvider(fault));
        }

        registry.Add(new CounterProvider(Fault.None, "Counter-v2"));
        registry.Add(new CounterProvider(Fault.None, "Counter-v10"));
    }
}
