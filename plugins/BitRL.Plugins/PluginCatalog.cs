using BitRL.Contracts.Backends;
using BitRL.Contracts.Encoders;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Pretraining;
using BitRL.Contracts.Training;
using BitRL.Plugins.Lookup;

namespace BitRL.Plugins;

/// <summary>What the plugins loaded so far offer, in the order in which they were loaded. Names are compared without regard to case.</summary>
public sealed class PluginCatalog
{
    internal PluginCatalog()
    {
    }

    /// <summary>Kernels and devices.</summary>
    public IReadOnlyList<IBackendProvider> Backends => BackendShelf.Items;

    /// <summary>Environments.</summary>
    public IReadOnlyList<IEnvironmentProvider> Environments => EnvironmentShelf.Items;

    /// <summary>State encoders that need no backbone.</summary>
    public IReadOnlyList<IEncoderProvider> Encoders => EncoderShelf.Items;

    /// <summary>Training algorithms.</summary>
    public IReadOnlyList<ITrainerProvider> Trainers => TrainerShelf.Items;

    /// <summary>Pretraining of backbones.</summary>
    public IReadOnlyList<IBackboneTrainerProvider> BackboneTrainers => BackboneTrainerShelf.Items;

    internal Shelf<IBackendProvider> BackendShelf { get; } = new("backend", PluginAbilities.Backends, b => b.Name);

    internal Shelf<IEnvironmentProvider> EnvironmentShelf { get; } = new("environment", PluginAbilities.Environments, e => e.Descriptor.Id);

    internal Shelf<IEncoderProvider> EncoderShelf { get; } = new("encoder", PluginAbilities.Encoders, e => e.Name);

    internal Shelf<ITrainerProvider> TrainerShelf { get; } = new("trainer", PluginAbilities.Trainers, t => t.Name);

    internal Shelf<IBackboneTrainerProvider> BackboneTrainerShelf { get; } =
        new("backbone trainer", PluginAbilities.BackboneTrainers, t => t.Name);
}
