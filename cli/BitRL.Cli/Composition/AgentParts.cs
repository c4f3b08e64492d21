using System.Collections.Immutable;
using BitRL.Agent.Configuration;
using BitRL.Agent.Training;
using BitRL.Contracts.Environments;

namespace BitRL.Cli.Composition;

/// <summary>The opened parts of an agent and all that must be closed after it.</summary>
internal sealed class AgentParts : IAsyncDisposable
{
    private readonly ImmutableArray<OpenedEncoder> _encoders;

    private AgentParts(RunComponents components, ImmutableArray<OpenedEncoder> encoders)
    {
        Components = components;
        _encoders = encoders;
    }

    /// <summary>What a run or an evaluation takes.</summary>
    public RunComponents Components { get; }

    /// <summary>Opens what a configuration names.</summary>
    /// <exception cref="CommandException">A name or a model file is wrong.</exception>
    /// <exception cref="Contracts.Backends.BackendUnavailableException">A backend cannot run here.</exception>
    public static async Task<AgentParts> OpenAsync(CommandContext context, RunConfiguration configuration, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var environment = context.Plugins.Host.Environment(configuration.Environment);
        var opener = new EncoderOpener(context.Plugins, environment.Descriptor, configuration);
        var policy = opener.Open(configuration.Encoder);
        try
        {
            var critic = configuration.CriticEncoder is { } different ? opener.Open(different) : null;
            ImmutableArray<OpenedEncoder> encoders = critic is null ? [policy] : [policy, critic];
            return new AgentParts(Gather(context, configuration, environment, policy, critic), encoders);
        }
        catch
        {
            await policy.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var encoder in _encoders)
        {
            await encoder.DisposeAsync();
        }
    }

    private static RunComponents Gather(CommandContext context, RunConfiguration configuration, IEnvironmentProvider environment, OpenedEncoder policy, OpenedEncoder? critic) => new()
    {
        Environment = environment,
        PolicyEncoder = policy.Encoder,
        ValueEncoder = critic?.Encoder,
        Trainer = context.Plugins.Host.Trainer(configuration.Trainer),
        Time = context.Time,
        CommandLine = $"{CommandTree.ProgramName} {string.Join(' ', context.Arguments)}",
        Device = policy.Device,
        Models = policy.Models.AddRange(critic?.Models.Where(model => !policy.Models.ContainsKey(model.Key)) ?? []),
    };
}
