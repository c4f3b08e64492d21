using BitRL.Contracts.Backends;
using BitRL.Contracts.Encoders;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Plugins;
using BitRL.Contracts.Pretraining;
using BitRL.Contracts.Training;
using BitRL.Plugins.Discovery;
using BitRL.Plugins.Loading;
using BitRL.Plugins.Lookup;

namespace BitRL.Plugins;

/// <summary>
/// Finds plugins, judges them by their metadata, and loads them when something asks for what they may offer. One bad plugin never stops the
/// host: it ends in a visible state with a reason. Thread-safe.
/// </summary>
public sealed class PluginHost
{
    private readonly Lock _lock = new();
    private readonly List<PluginEntry> _entries;

    private PluginHost(List<PluginEntry> entries) => _entries = entries;

    /// <summary>What the plugins loaded so far offer; grows while names are looked up.</summary>
    public PluginCatalog Catalog { get; } = new();

    /// <summary>The state of every plugin found, in order of precedence.</summary>
    public IReadOnlyList<PluginReport> Plugins
    {
        get
        {
            lock (_lock)
            {
                return [.. _entries.Select(e => e.Report())];
            }
        }
    }

    /// <summary>Looks into all folders and reads metadata; runs no plugin's code.</summary>
    public static PluginHost Discover(PluginHostOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        PluginHost host = new([.. PluginScanner.Scan(options.Roots)]);
        if (options.BuiltIn is not null)
        {
            PluginRegistration registration = new(host.Catalog, "bitrl itself");
            options.BuiltIn(registration);
            registration.Commit();
        }

        return host;
    }

    /// <summary>Loads every plugin that may offer one of these abilities and is not loaded yet.</summary>
    /// <returns><see cref="Catalog"/>.</returns>
    public PluginCatalog Load(PluginAbilities abilities = PluginAbilities.All)
    {
        lock (_lock)
        {
            foreach (PluginEntry entry in Pending(abilities))
            {
                PluginActivator.Activate(entry, Catalog);
            }
        }

        return Catalog;
    }

    /// <summary>Finds a backend by name, loading no more plugins than needed.</summary>
    /// <exception cref="UnknownNameException">No plugin offers it.</exception>
    public IBackendProvider Backend(string name) => Find(Catalog.BackendShelf, name) ?? throw Unknown(Catalog.BackendShelf, name);

    /// <summary>Finds an environment by name. Without a version (<c>CartPole</c>) it is the newest.</summary>
    /// <exception cref="UnknownNameException">No plugin offers it.</exception>
    public IEnvironmentProvider Environment(string id) =>
        Find(Catalog.EnvironmentShelf, id) ?? Newest(id) ?? throw Unknown(Catalog.EnvironmentShelf, id);

    /// <summary>Finds an encoder by name.</summary>
    /// <returns>Null where no plugin offers it: the caller may have other meanings for the name.</returns>
    public IEncoderProvider? FindEncoder(string name) => Find(Catalog.EncoderShelf, name);

    /// <summary>Finds a training algorithm by name.</summary>
    /// <exception cref="UnknownNameException">No plugin offers it.</exception>
    public ITrainerProvider Trainer(string name) => Find(Catalog.TrainerShelf, name) ?? throw Unknown(Catalog.TrainerShelf, name);

    /// <summary>Finds the ability to pretrain by name.</summary>
    /// <exception cref="UnknownNameException">No plugin offers it.</exception>
    public IBackboneTrainerProvider BackboneTrainer(string name) =>
        Find(Catalog.BackboneTrainerShelf, name) ?? throw Unknown(Catalog.BackboneTrainerShelf, name);

    private T? Find<T>(Shelf<T> shelf, string name)
        where T : class
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        lock (_lock)
        {
            if (shelf.Find(name) is { } known)
            {
                return known;
            }

            // The folder is often named after what it holds; trying those first usually spares loading the others.
            foreach (PluginEntry entry in Pending(shelf.Ability).OrderByDescending(e => IsNamedAfter(e, name)))
            {
                PluginActivator.Activate(entry, Catalog);
                if (shelf.Find(name) is { } found)
                {
                    return found;
                }
            }

            return null;
        }
    }

    private IEnvironmentProvider? Newest(string id)
    {
        EnvironmentId wanted = EnvironmentId.Parse(id);
        return wanted.Version is not null
            ? null
            : Load(PluginAbilities.Environments).Environments
                .Select(e => (Provider: e, Id: EnvironmentId.Parse(e.Descriptor.Id)))
                .Where(e => string.Equals(e.Id.Base, wanted.Base, StringComparison.OrdinalIgnoreCase))
                .OrderByDescending(e => e.Id.Version)
                .Select(e => e.Provider)
                .FirstOrDefault();
    }

    private UnknownNameException Unknown<T>(Shelf<T> shelf, string name)
        where T : class
    {
        lock (_lock)
        {
            IReadOnlyList<string> near = NearestNames.Find(name, shelf.Names);
            string[] broken = [.. _entries.Where(e => e.Status > PluginStatus.Disabled).Select(e => e.Name)];
            string message = $"no {shelf.Kind} '{name}'"
                + (near.Count > 0 ? $"; did you mean {string.Join(" or ", near)}?" : ".")
                + $" Known: {(shelf.Names.Count > 0 ? string.Join(", ", shelf.Names) : "none")}."
                + (broken.Length > 0 ? $" Not loaded: {string.Join(", ", broken)} (bitrl plugin list says why)." : "");
            return new UnknownNameException(message) { Kind = shelf.Kind, Name = name, Suggestions = near };
        }
    }

    private PluginEntry[] Pending(PluginAbilities abilities) =>
        [.. _entries.Where(e => e.Status == PluginStatus.Found && e.MayOffer(abilities))];

    private static bool IsNamedAfter(PluginEntry entry, string name) =>
        Path.GetFileName(entry.Folder).Contains(name, StringComparison.OrdinalIgnoreCase);
}
