using System.IO.Compression;
using System.Text;
using BitRL.Model.Pretraining.Corpus;
using BitRL.Model.Pretraining.Probing;
using Shouldly;
using Xunit;

namespace BitRL.Model.Tests.Pretraining;

public sealed class RidgeProbeTests : IDisposable
{
    private const int Width = 12;
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"bitrl-{Guid.NewGuid():n}.jsonl.gz");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void LinearFeaturesAreFoundAndNoiseIsNot()
    {
        (ProbeSet set, float[] features) = Sample(linear: true);
        RidgeProbe.Run(set, features, Width).Worst.ShouldBeGreaterThan(0.999);
        (set, features) = Sample(linear: false);
        RidgeProbe.Run(set, features, Width).Mean.ShouldBeLessThan(0.05);
    }

    [Fact]
    public void AnEpisodesOwnOffsetDoesNotCountAsFound()
    {
        // The feature tells the value within an episode but for an offset of the episode: a split by sample would find it, one by episode must not.
        var random = new CorpusRandom(3);
        var samples = new List<ProbeSample>();
        var features = new List<float>();
        for (int episode = 0; episode < 16; episode++)
        {
            double level = random.Normal() * 10;
            for (int i = 0; i < 40; i++)
            {
                samples.Add(new ProbeSample(episode, "t\nx=1\n", [level]));
                for (int j = 0; j < 16; j++)
                {
                    features.Add(j == episode ? 1 : 0);
                }
            }
        }

        RidgeProbe.Run(new ProbeSet("offsets", [.. samples]), features.ToArray(), 16).Mean.ShouldBeLessThan(0.1);
    }

    [Fact]
    public void TooFewEpisodesOrFeaturesOfAnotherLengthAreRefused()
    {
        (ProbeSet set, float[] features) = Sample(linear: true);
        Should.Throw<ArgumentException>(() => RidgeProbe.Run(set, features.AsSpan(1), Width));
        ProbeSet few = set with { Samples = [.. set.Samples.Where(sample => sample.Episode < 5)] };
        Should.Throw<ArgumentException>(() => RidgeProbe.Run(few, features.AsSpan(0, few.Samples.Length * Width), Width)).Message.ShouldContain("5 episodes");
    }

    [Theory]
    [InlineData("", "no samples")]
    [InlineData("{\"episode\":0}", "line 1")]
    [InlineData("nonsense", "line 1")]
    public void ADamagedProbeFileIsRefused(string content, string problem)
    {
        using (var gzip = new GZipStream(File.Create(_path), CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(content));
        }

        Should.Throw<InvalidDataException>(() => ProbeSet.Load(_path)).Message.ShouldContain(problem);
    }

    private static (ProbeSet Set, float[] Features) Sample(bool linear)
    {
        var random = new CorpusRandom(1);
        var samples = new ProbeSample[400];
        var features = new float[samples.Length * Width];
        for (int i = 0; i < samples.Length; i++)
        {
            double a = random.Normal();
            double b = random.Normal() * 5;
            for (int j = 0; j < Width; j++)
            {
                features[(i * Width) + j] = (float)(linear ? (a * Math.Sin(j)) + (b * Math.Cos(3 * j)) + (0.001 * random.Normal()) : random.Normal());
            }

            samples[i] = new ProbeSample(i / 20, "t\nx=1\n", [a, b]);
        }

        return (new ProbeSet("made", [.. samples]), features);
    }
}
