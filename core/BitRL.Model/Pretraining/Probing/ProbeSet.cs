using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;

namespace BitRL.Model.Pretraining.Probing;

/// <summary>Recorded observations of one environment, as text and as numbers, with the episode that each comes from.</summary>
/// <param name="Name">The environment.</param>
/// <param name="Samples">In recorded order; all with the same number of values.</param>
public sealed record ProbeSet(string Name, ImmutableArray<ProbeSample> Samples)
{
    /// <summary>Reads a file of gzipped lines such as <c>{"episode":0,"text":"Title\nx=0.1\n","values":[0.1]}</c>.</summary>
    /// <param name="path">The file; the environment is its name up to the first point after which the extension begins.</param>
    /// <exception cref="InvalidDataException">Not such a file, no sample, or samples with different numbers of values.</exception>
    public static ProbeSet Load(string path)
    {
        using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var reader = new StreamReader(file);
        ImmutableArray<ProbeSample>.Builder samples = ImmutableArray.CreateBuilder<ProbeSample>();
        while (reader.ReadLine() is { } line)
        {
            samples.Add(Parse(line, path, samples.Count + 1));
        }

        if (samples.Count == 0 || samples.Any(sample => sample.Values.Length != samples[0].Values.Length))
        {
            throw new InvalidDataException($"{path} holds no samples, or samples with different numbers of values");
        }

        return new ProbeSet(Path.GetFileName(path).Replace(".jsonl.gz", "", StringComparison.Ordinal), samples.ToImmutable());
    }

    private static ProbeSample Parse(string line, string path, int number)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            return new ProbeSample(
                root.GetProperty("episode").GetInt32(),
                root.GetProperty("text").GetString() ?? "",
                [.. root.GetProperty("values").EnumerateArray().Select(value => value.GetDouble())]);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{path}, line {number}: not a probe sample ({exception.Message})"), exception);
        }
    }
}
