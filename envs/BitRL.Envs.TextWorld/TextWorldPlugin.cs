using BitRL.Contracts.Plugins;
using BitRL.Envs.TextWorld;

[assembly: BitRLPlugin(ContractVersion.Value, typeof(TextWorldPlugin))]

namespace BitRL.Envs.TextWorld;

/// <summary>Registers the cooking game.</summary>
public sealed class TextWorldPlugin : IBitRLPlugin
{
    /// <inheritdoc/>
    public void Register(IPluginRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        registry.Add(new CookingProvider());
    }
}
