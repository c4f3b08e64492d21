using BitRL.Contracts.Backends;
using BitRL.Contracts.Encoders;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Plugins;
using BitRL.Contracts.Pretraining;
using BitRL.Contracts.Training;

namespace BitRL.Perf.Environments;

/// <summary>Collects the environments that plugins offer.</summary>
internal sealed class EnvironmentList : IPluginRegistry
{
    public List<IEnvironmentProvider> Environments { get; } = [];

    public void Add(IEnvironmentProvider environment) => Environments.Add(environment);

    public void Add(IBackendProvider backend)
    {
        // Not an environment.
    }

    public void Add(IEncoderProvider encoder)
    {
        // Not an environment.
    }

    public void Add(ITrainerProvider trainer)
    {
        // Not an environment.
    }

    public void Add(IBackboneTrainerProvider backboneTrainer)
    {
        // Not an environment.
    }
}
