using System.Text.Json;

namespace BitRL.Experiments.Sweeps;

/// <summary>What a cell is called; written beside its run as cell.json, so that runs can be grouped later.</summary>
/// <param name="Variant">Name of the variant.</param>
/// <param name="Label">The variant with its place in the grid.</param>
/// <param name="Grid">Its place in the grid.</param>
internal sealed record CellDescription(string Variant, string Label, Dictionary<string, string> Grid)
{
    /// <summary>The file in a run folder.</summary>
    public static string PathOf(string runFolder) => Path.Combine(runFolder, "cell.json");

    /// <summary>Reads it, or null where the run belongs to no sweep.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static CellDescription? Read(string runFolder)
    {
        string path = PathOf(runFolder);
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), ExperimentsJson.Indented.CellDescription) : null;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"'{path}' does not describe a cell of a sweep: {e.Message}", e);
        }
    }
}
