using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using BitRL.Agent.Training;
using BitRL.Contracts.Backends;
using BitRL.Contracts.Environments;

namespace BitRL.Agent.Folders;

/// <summary>Where, with what and by which command a run was made: what one needs to judge or repeat its numbers.</summary>
public sealed record RunManifest
{
    /// <summary>Version of the toolkit.</summary>
    public required string Toolkit { get; init; }

    /// <summary>Commit that the toolkit was built from, or null where it was built outside a repository.</summary>
    public required string? Commit { get; init; }

    /// <summary>Version of the .NET runtime.</summary>
    public required string Runtime { get; init; }

    /// <summary>Operating system.</summary>
    public required string OperatingSystem { get; init; }

    /// <summary>Processor architecture.</summary>
    public required string Architecture { get; init; }

    /// <summary>Model name of the processor.</summary>
    public required string Processor { get; init; }

    /// <summary>Logical processors.</summary>
    public required int ProcessorCount { get; init; }

    /// <summary>Memory that the process may use, in MiB.</summary>
    public required long MemoryMb { get; init; }

    /// <summary>The command line.</summary>
    public required string Command { get; init; }

    /// <summary>When the run was started, UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>Id of the environment.</summary>
    public required string Environment { get; init; }

    /// <summary>Content hash of its observation schema.</summary>
    public required string SchemaHash { get; init; }

    /// <summary>The encoder of the policy.</summary>
    public required string PolicyEncoder { get; init; }

    /// <summary>Its identity: a hash over everything that shapes the features.</summary>
    public required string PolicyEncoderIdentity { get; init; }

    /// <summary>The encoder of the critic.</summary>
    public required string ValueEncoder { get; init; }

    /// <summary>Its identity.</summary>
    public required string ValueEncoderIdentity { get; init; }

    /// <summary>Kernels in use.</summary>
    public required string Device { get; init; }

    /// <summary>SHA-256 of each model file.</summary>
    public required ImmutableSortedDictionary<string, string> Models { get; init; }

    /// <summary>Gathers it.</summary>
    public static RunManifest Gather(RunComponents components, EnvironmentDescriptor environment)
    {
        ArgumentNullException.ThrowIfNull(components);
        ArgumentNullException.ThrowIfNull(environment);
        string version = typeof(RunManifest).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
        string[] parts = version.Split('+', 2);
        var policy = components.PolicyEncoder.Descriptor;
        var value = (components.ValueEncoder ?? components.PolicyEncoder).Descriptor;
        return new RunManifest
        {
            Toolkit = parts[0],
            Commit = parts.Length == 2 ? parts[1] : null,
            Runtime = RuntimeInformation.FrameworkDescription,
            OperatingSystem = RuntimeInformation.OSDescription,
            Architecture = RuntimeInformation.ProcessArchitecture.ToString(),
            Processor = ProcessorName.Read(),
            ProcessorCount = System.Environment.ProcessorCount,
            MemoryMb = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20,
            Command = components.CommandLine,
            Started = components.Time.GetUtcNow(),
            Environment = environment.Id,
            SchemaHash = environment.Schema.ContentHash,
            PolicyEncoder = policy.Name,
            PolicyEncoderIdentity = policy.Identity,
            ValueEncoder = value.Name,
            ValueEncoderIdentity = value.Identity,
            Device = components.Device,
            Models = components.Models,
        };
    }

    /// <summary>Indented JSON, names in snake case.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, AgentJson.Indented.RunManifest);
}
