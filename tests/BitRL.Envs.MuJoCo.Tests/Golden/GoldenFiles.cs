using System.IO.Compression;
using System.Text.Json;

namespace BitRL.Envs.MuJoCo.Tests.Golden;

/// <summary>The recorded files, read once.</summary>
internal static class GoldenFiles
{
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static IReadOnlyList<GoldenTrajectory> Trajectories(string robot) => Lines<GoldenTrajectory>(robot + ".jsonl.gz");

    public static IReadOnlyList<GoldenStages> Stages(string robot) => Lines<GoldenStages>(robot + ".stages.jsonl.gz");

    /// <summary>The lines of a trajectory file, as UTF-8.</summary>
    public static IEnumerable<byte[]> RawLines(string robot)
    {
        using StreamReader reader = Open(robot + ".jsonl.gz");
        while (reader.ReadLine() is { } line)
        {
            yield return System.Text.Encoding.UTF8.GetBytes(line);
        }
    }

    public static JsonElement Model(string robot)
    {
        using StreamReader reader = Open("mujoco_models.json.gz");
        return JsonDocument.Parse(reader.ReadToEnd()).RootElement.GetProperty(robot);
    }

    private static List<T> Lines<T>(string name)
    {
        using StreamReader reader = Open(name);
        List<T> items = [];
        while (reader.ReadLine() is { } line)
        {
            items.Add(JsonSerializer.Deserialize<T>(line, Snake)!);
        }

        return items;
    }

    private static StreamReader Open(string name) =>
        new(new GZipStream(typeof(GoldenFiles).Assembly.GetManifestResourceStream(name)!, CompressionMode.Decompress));
}
