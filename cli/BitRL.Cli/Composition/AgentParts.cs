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

    /// <summary>Opens what training a configuration takes.</summary>
    /// <exception cref="CommandException">A name or a model file is wrong.</exception>
    /// <exception cref="Contracts.Backends.BackendUnavailableException">A backend cannot run here.</exception>
    public static async Task<AgentParts> OpenAsync(CommandContext context, RunConfiguration configuration, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var environment = context.Plugins.Host.Environment(configuration.Environment);
        var pair = EncoderShare.Of(configuration);
        var policy = new EncoderOpener(context.Plugins, environment.Descriptor, configuration, pair.PolicyThreads).Open(configuration.Encoder);
        try
        {
            var critic = await OpenCriticAsync(new EncoderOpener(context.Plugins, environment.Descriptor, configuration, pair.CriticThreads), configuration, policy);
            ImmutableArray<OpenedEncoder> encoders = critic is null ? [policy] : [policy, critic];
            return new AgentParts(Gather(context, configuration, environment, policy, critic) with { EncodesSideBySide = pair.IsSideBySide }, encoders);
        }
        catch
        {
            await policy.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens what acting with a trained agent takes: nobody asks its critic, so that need not run here.</summary>
    /// <exception cref="CommandException">A name or a model file is wrong.</exception>
    /// <exception cref="Contracts.Backends.BackendUnavailableException">A backend cannot run here.</exception>
    public static AgentParts OpenPolicy(CommandContext context, RunConfiguration configuration)
    {
        var environment = context.Plugins.Host.Environment(configuration.Environment);
        var policy = new EncoderOpener(context.Plugins, environment.Descriptor, configuration, configuration.Threads).Open(configuration.Encoder);
        return new AgentParts(Gather(context, configuration, environment, policy, critic: null), [policy]);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var encoder in _encoders)
        {
            await encoder.DisposeAsync();
        }
    }

    /// <summary>The critic's encoder, or null where it would give the policy's features again (a model named by its path, say).</summary>
    private static async Task<OpenedEncoder?> OpenCriticAsync(EncoderOpener opener, RunConfiguration configuration, OpenedEncoder policy)
    {
        if (configuration.CriticEncoder is not { } different)
        {
            return null;
        }

        var critic = opener.Open(different);
        bool isSame = different.Backend == configuration.Encoder.Backend && critic.Encoder.Descriptor.Identity == policy.Encoder.Descriptor.Identity;
        if (!isSame)
        {
            return critic;
        }

        await critic.DisposeAsync();
        return null;
    }

    private static RunComponents Gather(CommandContext context, RunConfiguration configuration, IEnvironmentProvider environment, OpenedEncoder policy, OpenedEncoder? critic) => new()
    {
        Environment = environment,
        PolicyEncoder = policy.Encoder,
        ValueEncoder = critic?.Encoder,
        Trainer = context.Plugins.Host.Trainer(configuration.Trainer),
        Time = context.Time,
        CommandLine = $"{CommandTree.ProgramName} {string.Join(' ', context.Arguments)}",
        Device = critic is { Device.Length: > 0 } && critic.Device != policy.Device ? $"{policy.Device}; critic: {critic.Device}" : policy.Device,
        Models = policy.Models.AddRange(critic?.Models.Where(model => !policy.Models.ContainsKey(model.Key)) ?? []),
    };
}
