using BitRL.Contracts.Backends;
using BitRL.Contracts.Pretraining;
using TorchSharp;

namespace BitRL.Backend.Torch.Pretraining;

/// <summary>Pretrains backbones with libtorch on the CPU.</summary>
public sealed class TorchBackboneTrainerProvider : IBackboneTrainerProvider
{
    /// <inheritdoc/>
    public string Name => "torch";

    /// <inheritdoc/>
    public BackendProbe Probe()
    {
        try
        {
            torch.InitializeDeviceType(DeviceType.CPU);
            return new BackendProbe(1, $"libtorch {torch.__version__} on the CPU");
        }
#pragma warning disable CA1031 // A probe never throws, and TorchSharp reports a missing libtorch with several exception types.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return BackendProbe.Unavailable($"libtorch did not load ({exception.GetBaseException().Message.Split('\n')[0]}); it exists for x64 only: build backends/BitRL.Backend.Torch there");
        }
    }

    /// <inheritdoc/>
    public IBackboneTrainer Create(BackboneShape shape, BackboneTrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(options);
        BackendProbe probe = Probe();
        if (!probe.IsAvailable)
        {
            throw new BackendUnavailableException(probe.Detail);
        }

        return new TorchBackboneTrainer(shape, options);
    }
}
