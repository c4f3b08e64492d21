using BitRL.Contracts.Backends;
using BitRL.Contracts.Encoders;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Pretraining;
using BitRL.Contracts.Training;

namespace BitRL.Contracts.Plugins;

/// <summary>Where a plugin announces its abilities. Implemented by the host. Names are compared without regard to case; a name that is taken is refused with <see cref="ArgumentException"/>.</summary>
public interface IPluginRegistry
{
    /// <summary>Adds kernels and the device they run on.</summary>
    void Add(IBackendProvider backend);

    /// <summary>Adds an environment.</summary>
    void Add(IEnvironmentProvider environment);

    /// <summary>Adds a state encoder that is not built from a backbone and a backend (a remote service, say).</summary>
    void Add(IEncoderProvider encoder);

    /// <summary>Adds a training algorithm.</summary>
    void Add(ITrainerProvider trainer);

    /// <summary>Adds the ability to pretrain backbones.</summary>
    void Add(IBackboneTrainerProvider backboneTrainer);
}
