using BitRL.Contracts.Plugins;
using BitRL.Envs.BabyAI;

[assembly: BitRLPlugin(ContractVersion.Value, typeof(BabyAIPlugin))]

namespace BitRL.Envs.BabyAI;

/// <summary>Registers the levels.</summary>
public sealed class BabyAIPlugin : IBitRLPlugin
{
    /// <inheritdoc/>
    public void Register(IPluginRegistry registry)
    {
        foreach (Level level in Level.All)
        {
            registry.Add(new RoomProvider(level));
        }
    }
}
