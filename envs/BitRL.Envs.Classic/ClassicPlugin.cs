using BitRL.Contracts.Plugins;
using BitRL.Envs.Classic;

[assembly: BitRLPlugin(ContractVersion.Value, typeof(ClassicPlugin))]

namespace BitRL.Envs.Classic;

/// <summary>Registers the classic-control environments and Identity.</summary>
public sealed class ClassicPlugin : IBitRLPlugin
{
    /// <inheritdoc/>
    public void Register(IPluginRegistry registry)
    {
        registry.Add(new ReplayableClassicProvider<CartPoleState, CartPoleObservation>());
        registry.Add(new ReplayableClassicProvider<AcrobotState, AcrobotObservation>());
        registry.Add(new ReplayableClassicProvider<MountainCarState, MountainCarObservation>());
        registry.Add(new ClassicProvider<IdentityState, IdentityObservation>());
    }
}
