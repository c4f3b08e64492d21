using BitRL.Backend.Torch;
using BitRL.Backend.Torch.Pretraining;
using BitRL.Contracts.Plugins;

[assembly: BitRLPlugin(ContractVersion.Value, typeof(TorchPlugin))]

namespace BitRL.Backend.Torch;

/// <summary>Registers backends at five precisions, and pretraining, with libtorch.</summary>
public sealed class TorchPlugin : IBitRLPlugin
{
    /// <inheritdoc/>
    public void Register(IPluginRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        foreach (TorchPrecision precision in TorchPrecision.All)
        {
            registry.Add(new TorchBackendProvider(precision));
        }

        registry.Add(new TorchBackboneTrainerProvider());
    }
}
