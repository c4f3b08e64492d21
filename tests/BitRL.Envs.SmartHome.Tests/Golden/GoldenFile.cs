using System.IO.Compression;
using System.Text;

namespace BitRL.Envs.SmartHome.Tests.Golden;

/// <summary>What the reference implementation wrote.</summary>
internal static class GoldenFile
{
    public static string ReadTables() => Read("SmartHome-Light.tables.json.gz");

    public static byte[][] ReadEpisodes() => [.. Read("SmartHome-Light.jsonl.gz").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Encoding.UTF8.GetBytes)];

    private static string Read(string name)
    {
        using Stream file = typeof(GoldenFile).Assembly.GetManifestResourceStream(name)!;
        using StreamReader text = new(new GZipStream(file, CompressionMode.Decompress));
        return text.ReadToEnd();
    }
}
