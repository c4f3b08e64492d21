using BitRL.Contracts.Backends;
using BitRL.Contracts.Encoders;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Plugins;
using BitRL.Contracts.Pretraining;
using BitRL.Contracts.Training;
using BitRL.Plugins.Lookup;

namespace BitRL.Plugins.Loading;

/// <summary>
/// The registry that one plugin sees. It holds back what the plugin adds until <see cref="Commit"/>, so that a plugin that fails halfway leaves
/// nothing behind.
/// </summary>
internal sealed class PluginRegistration(PluginCatalog catalog, string owner) : IPluginRegistry
{
    private readonly List<string> _offers = [];
    private readonly List<Action> _pending = [];
    private bool _closed;

    /// <summary>What was added, as "kind name".</summary>
    public IReadOnlyList<string> Offers => _offers;

    public void Add(IBackendProvider backend) => Add(catalog.BackendShelf, backend);

    public void Add(IEnvironmentProvider environment) => Add(catalog.EnvironmentShelf, environment);

    public void Add(IEncoderProvider encoder) => Add(catalog.EncoderShelf, encoder);

    public void Add(ITrainerProvider trainer) => Add(catalog.TrainerShelf, trainer);

    public void Add(IBackboneTrainerProvider backboneTrainer) => Add(catalog.BackboneTrainerShelf, backboneTrainer);

    /// <summary>Puts everything into the catalog and refuses further additions.</summary>
    public void Commit()
    {
        _closed = true;
        foreach (Action add in _pending)
        {
            add();
        }
    }

    /// <summary>Refuses further additions; what was added is dropped.</summary>
    public void Abandon() => _closed = true;

    private void Add<T>(Shelf<T> shelf, T item)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(item);
        if (_closed)
        {
            throw new InvalidOperationException("the registry is valid during Register only");
        }

        string name = shelf.NameOf(item);
        shelf.RefuseTaken(name);
        string offer = $"{shelf.Kind} {name}";
        if (_offers.Contains(offer, StringComparer.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"the {shelf.Kind} '{name}' is added twice");
        }

        _offers.Add(offer);
        _pending.Add(() => shelf.Add(item, name, owner));
    }
}
