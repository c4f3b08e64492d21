using BitRL.Agent.Encoders;
using BitRL.Contracts.Backends;
using BitRL.Contracts.Plugins;
using BitRL.Plugins;
using BitRL.Ppo;

namespace BitRL.Cli.Composition;

/// <summary>The plugins of this process, found when the first command asks for them.</summary>
internal sealed class InstalledPlugins
{
    /// <summary>The word for the backend with the highest score.</summary>
    public const string AnyBackend = "auto";

    private readonly Lazy<PluginHost> _host = new(() => PluginHost.Discover(PluginHostOptions.Standard() with
    {
        BuiltIn = registry => registry.Add(new PpoTrainerProvider()),
    }));

    private readonly Lazy<AbsentBackends> _absent = new(Composition.AbsentBackends.Standard);

    /// <summary>Finds and loads plugins.</summary>
    public PluginHost Host => _host.Value;

    /// <summary>Backends that are known and that no plugin offers.</summary>
    public IEnumerable<AbsentBackend> AbsentBackends()
    {
        var present = Host.Load(PluginAbilities.Backends).Backends.Select(backend => backend.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return _absent.Value.All.Where(backend => !present.Contains(backend.Name));
    }

    /// <summary>Finds a backend.</summary>
    /// <exception cref="UnknownNameException">There is no such backend.</exception>
    /// <exception cref="CommandException">Its plugin is not built.</exception>
    public IBackendProvider Backend(string name)
    {
        try
        {
            return Host.Backend(name);
        }
        catch (UnknownNameException unknown) when (_absent.Value.Find(name) is { } absent)
        {
            throw new CommandException(ExitCode.BackendUnavailable, $"{absent.Name} cannot run here: {absent.Reason}", unknown);
        }
    }

    /// <summary>Ids of all environments, for completion.</summary>
    public IEnumerable<string> EnvironmentIds() =>
        Host.Load(PluginAbilities.Environments).Environments.Select(provider => provider.Descriptor.Id).Order(StringComparer.OrdinalIgnoreCase);

    /// <summary>All that <c>--backend</c> may say, for completion.</summary>
    public IEnumerable<string> BackendNames()
    {
        var catalog = Host.Load(PluginAbilities.Backends | PluginAbilities.Encoders);
        return [.. catalog.Backends.Select(backend => backend.Name), .. AbsentBackends().Select(backend => backend.Name), .. catalog.Encoders.Select(encoder => encoder.Name), AnyBackend, RawEncoder.BackendName];
    }

    /// <summary>The canonical name of a backend, encoder or "mlp", and the settings that it declares.</summary>
    /// <exception cref="CommandException">There is no such name.</exception>
    public (string Name, IReadOnlyList<SettingDescriptor> Settings) ResolveBackend(string name)
    {
        if (string.Equals(name, RawEncoder.BackendName, StringComparison.OrdinalIgnoreCase))
        {
            return (RawEncoder.BackendName, []);
        }

        if (string.Equals(name, AnyBackend, StringComparison.OrdinalIgnoreCase))
        {
            var best = Host.Load(PluginAbilities.Backends).Backends.MaxBy(backend => backend.Probe().Score);
            return best is not null && best.Probe().IsAvailable
                ? (best.Name, best.Settings)
                : throw new CommandException(ExitCode.BackendUnavailable, "no backend can run here; 'bitrl backends' says why");
        }

        if (Host.FindEncoder(name) is { } encoder)
        {
            return (encoder.Name, encoder.Settings);
        }

        try
        {
            var backend = Backend(name);
            return (backend.Name, backend.Settings);
        }
        catch (UnknownNameException unknown)
        {
            var known = BackendNames().ToList();
            throw new CommandException(ExitCode.Usage, $"there is no backend '{name}'{NearestNames.Question(name, known)} (known are {string.Join(", ", known)}; 'bitrl plugin list' shows plugins that did not load)", unknown);
        }
    }
}
