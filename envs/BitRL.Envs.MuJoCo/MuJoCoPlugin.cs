using BitRL.Contracts.Plugins;
using BitRL.Envs.MuJoCo;

[assembly: BitRLPlugin(ContractVersion.Value, typeof(MuJoCoPlugin))]

namespace BitRL.Envs.MuJoCo;

/// <summary>Registers the three robots.</summary>
public sealed class MuJoCoPlugin : IBitRLPlugin
{
    /// <inheritdoc/>
    public void Register(IPluginRegistry registry)
    {
        registry.Add(new RobotProvider<HalfCheetahObservation>());
        registry.Add(new RobotProvider<HopperObservation>());
        registry.Add(new RobotProvider<Walker2dObservation>());
    }
}
