using BitRL.Contracts.Plugins;
using TestPlugin.NoInterface;

[assembly: BitRLPlugin(ContractVersion.Value, typeof(Plugin))]

namespace TestPlugin.NoInterface;

public sealed class Plugin
{
    public override string ToString() => "not an IBitRLPlugin";
}
