using BitRL.Agent.Configuration;
using BitRL.Agent.Encoders;
using BitRL.Contracts.Environments;

namespace BitRL.Cli.Composition;

/// <summary>Opens encoders: raw observations, a plugin's own, or a backbone on a backend.</summary>
internal sealed class EncoderOpener(InstalledPlugins plugins, EnvironmentDescriptor environment, RunConfiguration run)
{
    /// <summary>Opens an encoder for the environment of the run.</summary>
    public OpenedEncoder Open(EncoderConfiguration configuration)
    {
        if (configuration.IsRaw)
        {
            return new OpenedEncoder(new RawEncoder(environment));
        }

        if (plugins.Host.FindEncoder(configuration.Backend) is { } provider)
        {
            return new OpenedEncoder(provider.Create(environment, configuration.Style, configuration.BackendSettings));
        }

        throw new NotSupportedException($"the backbone encoder is not wired up yet (threads {run.Threads})");
    }
}
