using System.Collections.Immutable;
using BitRL.Agent.Configuration;

namespace BitRL.Experiments.Sweeps;

/// <summary>What a sweep file says: environments × variants × grid × seeds, and what holds for all. Immutable.</summary>
public sealed record SweepFile
{
    /// <summary>Name of the sweep. <value>Default: the file's, without its ending.</value></summary>
    public required string Name { get; init; }

    /// <summary>The text of the file, kept beside the results.</summary>
    public required string Text { get; init; }

    /// <summary>Environments, at least one.</summary>
    public ImmutableArray<SweepChoice> Environments { get; init; } = [];

    /// <summary>Variants of the agent: backend, model, critic and any other setting; at least one.</summary>
    public ImmutableArray<SweepChoice> Variants { get; init; } = [];

    /// <summary>Settings that take several values; every combination is a group of its own.</summary>
    public ImmutableArray<SweepAxis> Grid { get; init; } = [];

    /// <summary>Seeds, at least one.</summary>
    public ImmutableArray<ulong> Seeds { get; init; } = [0, 1, 2];

    /// <summary>What holds for all cells, under what environments, variants and the grid say.</summary>
    public ImmutableArray<SweepSetting> Settings { get; init; } = [];

    /// <summary>Folder of the sweep, or null for <c>runs/sweeps/NAME</c>.</summary>
    public string? Folder { get; init; }

    /// <summary>Most cells at the same time, or null for one a core.</summary>
    public int? Jobs { get; init; }

    /// <summary>Most bytes that running cells may take together, or null for most of what the machine has.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Bytes that a cell is expected to take before one of its kind was measured. <value>Default 256 MiB: three times what the embedded backbone takes.</value></summary>
    public long CellMemoryBytes { get; init; } = 256L << 20;

    /// <summary>The variant that others are compared with, or null.</summary>
    public string? Baseline { get; init; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="ConfigurationException">It is no sweep; the exception holds every problem of the file, each with its line.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be read.</exception>
    public static SweepFile Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Parse(File.ReadAllText(path), path);
    }

    /// <summary>Reads the text of a file.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="path">What to call it in messages; its name is the default name of the sweep.</param>
    /// <exception cref="ConfigurationException">It is no sweep; the exception holds every problem of the text, each with its line.</exception>
    public static SweepFile Parse(string yaml, string path) => new SweepFileReader(yaml, path).Read();
}
