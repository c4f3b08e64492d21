using System.IO.Compression;
using System.Text;
using BitRL.Contracts.Environments;

namespace BitRL.Envs.BabyAI.Tests.Golden;

/// <summary>Recorded episodes of the original.</summary>
internal static class Recordings
{
    public static byte[][] Lines(string level)
    {
        using Stream file = typeof(Recordings).Assembly.GetManifestResourceStream($"{level}.jsonl.gz")!;
        using GZipStream unpacked = new(file, CompressionMode.Decompress);
        using StreamReader reader = new(unpacked);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>Replays a line in an environment and compares everything.</summary>
    /// <returns>Steps that were compared.</returns>
    public static int Replay(RoomEnvironment environment, byte[] line, IReplayComparison comparison)
    {
        IRecordedEpisode episode = environment.ReadRecording(line).Single();
        episode.Restart(0, comparison);
        for (int t = 0; t < episode.Steps; t++)
        {
            episode.Step(t, comparison);
        }

        return episode.Steps;
    }
}
