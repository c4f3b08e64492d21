using BitRL.Backend.Cpu;
using BitRL.Contracts.Plugins;

[assembly: BitRLPlugin(ContractVersion.Value, typeof(CpuPlugin))]

namespace BitRL.Backend.Cpu;

/// <summary>Registers the managed CPU backend.</summary>
public sealed class CpuPlugin : IBitRLPlugin
{
    /// <inheritdoc/>
    public void Register(IPluginRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        registry.Add(new CpuBackendProvider());
    }
}
