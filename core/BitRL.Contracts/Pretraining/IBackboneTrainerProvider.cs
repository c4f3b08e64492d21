using BitRL.Contracts.Backends;

namespace BitRL.Contracts.Pretraining;

/// <summary>Offers pretraining of backbones: an optional ability of a backend plugin. Thread-safe.</summary>
public interface IBackboneTrainerProvider
{
    /// <summary>Name, lower case: <c>torch</c>.</summary>
    string Name { get; }

    /// <summary>Says whether this machine can pretrain. Never throws.</summary>
    BackendProbe Probe();

    /// <summary>Starts a backbone with random weights. The caller disposes it.</summary>
    /// <exception cref="BackendUnavailableException">The probe would say no.</exception>
    IBackboneTrainer Create(BackboneShape shape, BackboneTrainingOptions options);
}
