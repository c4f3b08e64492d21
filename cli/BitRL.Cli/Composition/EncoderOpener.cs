using System.Collections.Immutable;
using BitRL.Agent.Configuration;
using BitRL.Agent.Encoders;
using BitRL.Contracts.Backends;
using BitRL.Contracts.Environments;
using BitRL.Model.Encoders;

namespace BitRL.Cli.Composition;

/// <summary>Opens encoders: raw observations, a plugin's own, or a backbone on a backend.</summary>
/// <param name="plugins">Where backends and encoders come from.</param>
/// <param name="environment">Whose observations will be encoded.</param>
/// <param name="run">Gives the size of the memo.</param>
/// <param name="threads">Worker threads of a backend.</param>
internal sealed class EncoderOpener(InstalledPlugins plugins, EnvironmentDescriptor environment, RunConfiguration run, int threads)
{
    /// <summary>Opens an encoder.</summary>
    /// <exception cref="BackendUnavailableException">The backend cannot run here.</exception>
    /// <exception cref="CommandException">There is no such model or layer, or the backend refuses a setting.</exception>
    /// <exception cref="Model.Weights.GgufFormatException">The model is damaged or of another architecture.</exception>
    public OpenedEncoder Open(EncoderConfiguration configuration)
    {
        if (configuration.IsRaw)
        {
            return new OpenedEncoder(new RawEncoder(environment));
        }

        return plugins.Host.FindEncoder(configuration.Backend) is { } provider
            ? new OpenedEncoder(provider.Create(environment, configuration.Style, configuration.BackendSettings))
            : OpenBackbone(configuration);
    }

    private OpenedEncoder OpenBackbone(EncoderConfiguration configuration)
    {
        var options = new DeviceOptions { Threads = threads, Settings = configuration.BackendSettings.ToImmutableDictionary() };
        int? layer = configuration.Layer == EncoderConfiguration.LastLayer ? null : configuration.Layer;
        var opened = OpenedBackbone.Open(plugins.Backend(configuration.Backend), options, configuration.Model, layer);
        try
        {
            var encoder = new BackboneEncoder(opened.Backbone, new EncoderOptions
            {
                Style = configuration.Style,
                Pooling = configuration.Pooling,
                MemoBytes = run.MemoBytes,
            });
            var models = ImmutableSortedDictionary<string, string>.Empty.Add(configuration.Model, opened.Backbone.ContentHash);
            return new OpenedEncoder(encoder, opened.Description, models, [opened]);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }
}
