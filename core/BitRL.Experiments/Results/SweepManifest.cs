using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BitRL.Contracts.Backends;
using BitRL.Experiments.Sweeps;

namespace BitRL.Experiments.Results;

/// <summary>Where, with what and by which command a sweep was run last. Each cell has the manifest of its run besides.</summary>
public sealed record SweepManifest
{
    /// <summary>Name of the sweep.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the sweep file.</summary>
    public required string FileHash { get; init; }

    /// <summary>The variant that others are compared with, or null.</summary>
    public required string? Baseline { get; init; }

    /// <summary>Cells of the plan.</summary>
    public required int Cells { get; init; }

    /// <summary>Version of the toolkit, with the commit that it was built from where that is known.</summary>
    public required string Toolkit { get; init; }

    /// <summary>Version of the .NET runtime.</summary>
    public required string Runtime { get; init; }

    /// <summary>Operating system.</summary>
    public required string OperatingSystem { get; init; }

    /// <summary>Model name of the processor.</summary>
    public required string Processor { get; init; }

    /// <summary>Logical processors.</summary>
    public required int ProcessorCount { get; init; }

    /// <summary>Most cells at the same time.</summary>
    public required int Jobs { get; init; }

    /// <summary>The command line.</summary>
    public required string Command { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>Gathers it.</summary>
    public static SweepManifest Gather(SweepFile file, int cells, SweepBudget budget, string command, DateTimeOffset started)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(budget);
        return new SweepManifest
        {
            Name = file.Name,
            FileHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file.Text))),
            Baseline = file.Baseline,
            Cells = cells,
            Toolkit = typeof(SweepManifest).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
            Runtime = RuntimeInformation.FrameworkDescription,
            OperatingSystem = RuntimeInformation.OSDescription,
            Processor = ProcessorName.Read(),
            ProcessorCount = Environment.ProcessorCount,
            Jobs = budget.Jobs,
            Command = command,
            Started = started,
        };
    }

    /// <summary>Reads the manifest of a sweep folder, or null where the folder holds no sweep.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static SweepManifest? Read(string folder)
    {
        string path = SweepFolder.ManifestPathOf(folder);
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), ExperimentsJson.Indented.SweepManifest) : null;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"'{path}' is no manifest of a sweep: {e.Message}", e);
        }
    }

    /// <summary>Indented JSON, names in snake case.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ExperimentsJson.Indented.SweepManifest);
}
