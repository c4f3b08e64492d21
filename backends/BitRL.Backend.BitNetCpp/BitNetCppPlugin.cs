using BitRL.Backend.BitNetCpp;
using BitRL.Contracts.Plugins;

[assembly: BitRLPlugin(ContractVersion.Value, typeof(BitNetCppPlugin))]

namespace BitRL.Backend.BitNetCpp;

/// <summary>Registers the native CPU backend.</summary>
public sealed class BitNetCppPlugin : IBitRLPlugin
{
    /// <inheritdoc/>
    public void Register(IPluginRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        registry.Add(new BitNetCppBackendProvider());
    }
}
