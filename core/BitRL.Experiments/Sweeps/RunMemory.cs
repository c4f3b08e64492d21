using System.Text.Json;
using BitRL.Agent.Folders;

namespace BitRL.Experiments.Sweeps;

/// <summary>Memory of finished runs.</summary>
internal static class RunMemory
{
    /// <summary>Most bytes that a finished run held, or null where its result does not say.</summary>
    public static long? OfFinished(string runFolder)
    {
        try
        {
            using JsonDocument result = JsonDocument.Parse(File.ReadAllBytes(RunFolder.ResultPathOf(runFolder)));
            return result.RootElement.TryGetProperty("peak_rss_mb", out JsonElement peak) && peak.TryGetDouble(out double mb) ? (long)(mb * (1 << 20)) : null;
        }
        catch (JsonException)
        {
            return null; // the table of results will say that the file is damaged
        }
    }
}
