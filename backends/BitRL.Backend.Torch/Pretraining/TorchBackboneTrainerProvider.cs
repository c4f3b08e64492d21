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
    public BackendProbe Probe() => LibTorch.Problem is { } problem
        ? BackendProbe.Unavailable(problem)
        : new BackendProbe(1, $"libtorch {torch.__version__} on the CPU");

    /// <inheritdoc/>
    public IBackboneTrainer Create(BackboneShape shape, BackboneTrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(options);
        LibTorch.Require();
        return new TorchBackboneTrainer(shape, options);
    }
}
