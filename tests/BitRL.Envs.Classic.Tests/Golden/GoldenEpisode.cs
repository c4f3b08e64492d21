using System.IO.Compression;
using System.Text.Json;

namespace BitRL.Envs.Classic.Tests.Golden;

/// <summary>One episode recorded from the original implementation. Row t of the arrays is what action t led to.</summary>
internal sealed record GoldenEpisode(
    int Episode,
    string Label,
    double[] InitState,
    float[] InitObs,
    int[] Actions,
    double[][] State,
    float[][] Obs,
    double[] Reward,
    bool[] Terminated,
    bool[] Truncated)
{
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static IReadOnlyList<GoldenEpisode> Read(string environment)
    {
        using Stream file = typeof(GoldenEpisode).Assembly.GetManifestResourceStream(environment + ".jsonl.gz")!;
        using StreamReader lines = new(new GZipStream(file, CompressionMode.Decompress));
        List<GoldenEpisode> episodes = [];
        while (lines.ReadLine() is { } line)
        {
            episodes.Add(JsonSerializer.Deserialize<GoldenEpisode>(line, Snake)!);
        }

        return episodes;
    }
}
