using BitRL.Contracts.Backends;
using BitRL.Model.Encoders;
using BitRL.Model.Transformer;
using BitRL.TestKit;
using Shouldly;
using Xunit;

namespace BitRL.Model.Tests.Encoders;

public sealed class BackboneEncoderTests : IDisposable
{
    private static readonly EncoderOptions NoMemo = new() { MemoBytes = 0 };
    private readonly IComputeDevice _device = Devices.Open(threads: 2);
    private readonly Backbone _backbone;

    public BackboneEncoderTests() => _backbone = Backbone.Load(TinyModels.OpenTernary(), _device, new BackboneOptions());

    public void Dispose()
    {
        _backbone.Dispose();
        _device.Dispose();
    }

    [Theory]
    [InlineData(Pooling.Mean, false)]
    [InlineData(Pooling.Last, false)]
    [InlineData(Pooling.Both, false)]
    [InlineData(Pooling.Both, true)]
    public async Task PrefixCachedFeaturesEqualThoseOfTheWholeTextRunCold(Pooling pooling, bool isDense)
    {
        using Backbone dense = Backbone.Load(TinyModels.OpenDense(), _device, new BackboneOptions());
        Backbone backbone = isDense ? dense : _backbone;
        TextParts[] texts = Texts.Make(12, seed: 3, episodes: 3);
        await using var encoder = new BackboneEncoder(backbone, NoMemo with { Pooling = pooling });
        int size = encoder.Descriptor.FeatureSize;
        float[] features = new float[texts.Length * size];
        encoder.Encode(Texts.StaticPart, texts, features, CancellationToken.None);
        encoder.Encode(Texts.StaticPart, texts, features, CancellationToken.None);

        using var cold = new TextEncoder(backbone, Pooling.Mean, TimeProvider.System);
        for (int i = 0; i < texts.Length; i++)
        {
            float[] expected = PoolStepPart(cold, texts[i], pooling, backbone.Configuration.HiddenSize);
            features.AsSpan(i * size, size).ToArray().ShouldBe(expected, 1e-5, $"text {i}");
        }
    }

    [Fact]
    public async Task FeaturesOfATextDoNotDependOnItsBatch()
    {
        TextParts[] texts = Texts.Make(33, seed: 4, episodes: 5);
        float[] together = await EncodeAsync(texts, NoMemo);
        int size = together.Length / texts.Length;
        for (int i = 0; i < texts.Length; i++)
        {
            (await EncodeAsync([texts[i]], NoMemo)).ShouldBe(together.AsSpan(i * size, size).ToArray(), $"text {i}");
        }

        (await EncodeAsync([.. texts.Reverse()], NoMemo)).Chunk(size).Reverse().SelectMany(row => row).ShouldBe(together);
    }

    [Fact]
    public async Task FeaturesDoNotDependOnTheNumberOfThreads()
    {
        TextParts[] texts = Texts.Make(17, seed: 5);
        float[] two = await EncodeAsync(texts, NoMemo);
        using IComputeDevice single = Devices.Open(threads: 1);
        using Backbone backbone = Backbone.Load(TinyModels.OpenTernary(), single, new BackboneOptions());
        (await EncodeAsync(texts, NoMemo, backbone)).ShouldBe(two);
    }

    [Fact]
    public async Task FeaturesDoNotDependOnHowThreadsShareTheWork()
    {
        TextParts[] texts = Texts.Make(60, seed: 5, episodes: 3);
        float[] apart = await EncodeAsync(texts, NoMemo);
        await using var encoder = new BackboneEncoder(_backbone, NoMemo, isLarge: true);
        Run(encoder, texts).ShouldBe(apart);
    }

    [Fact]
    public async Task RememberedFeaturesEqualThoseRunCold()
    {
        TextParts[] texts = Texts.Make(20, seed: 6, episodes: 2);
        TextParts[] repeated = [.. texts, .. texts, texts[3]];
        float[] cold = await EncodeAsync(texts, NoMemo);
        await using var encoder = new BackboneEncoder(_backbone, new EncoderOptions());
        float[] first = Run(encoder, repeated);
        float[] second = Run(encoder, repeated);

        int size = encoder.Descriptor.FeatureSize;
        first.AsSpan(0, cold.Length).ToArray().ShouldBe(cold);
        first.AsSpan(cold.Length, cold.Length).ToArray().ShouldBe(cold);
        first.AsSpan(2 * cold.Length).ToArray().ShouldBe(cold.AsSpan(3 * size, size).ToArray());
        second.ShouldBe(first);
        encoder.Statistics.Texts.ShouldBe(2 * repeated.Length);
        encoder.Statistics.MemoHits.ShouldBe((2 * repeated.Length) - texts.Length);
    }

    [Fact]
    public async Task TheMemoTellsApartTextsThatDifferOnlyInTheirEpisodeOrStaticPart()
    {
        TextParts[] texts = [.. Texts.Make(2, seed: 7, episodes: 2).Select((t, i) => t with { Step = "x=1.5\n"u8.ToArray() })];
        await using var encoder = new BackboneEncoder(_backbone, new EncoderOptions());
        float[] features = Run(encoder, texts);
        int size = encoder.Descriptor.FeatureSize;
        features.AsSpan(0, size).SequenceEqual(features.AsSpan(size)).ShouldBeFalse();

        float[] other = new float[features.Length];
        encoder.Encode("Another title\n"u8, texts, other, CancellationToken.None);
        other.ShouldNotBe(features);
        encoder.Statistics.MemoHits.ShouldBe(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40_000)]
    public async Task AMemoThatIsTooSmallChangesNothing(long bytes)
    {
        TextParts[] texts = Texts.Make(64, seed: 8);
        float[] expected = await EncodeAsync(texts, NoMemo);
        await using var encoder = new BackboneEncoder(_backbone, new EncoderOptions { MemoBytes = bytes });
        for (int i = 0; i < 3; i++)
        {
            Run(encoder, texts).ShouldBe(expected);
        }
    }

    [Theory]
    [InlineData(0, 7)]
    [InlineData(400_000, 100)]
    public async Task APrefixCacheThatIsTooSmallChangesNothing(long bytes, int episodes)
    {
        TextParts[] texts = Texts.Make(150, seed: 9, episodes);
        float[] expected = await EncodeAsync(texts, NoMemo);
        await using var encoder = new BackboneEncoder(_backbone, NoMemo with { PrefixCacheBytes = bytes });
        for (int i = 0; i < 3; i++)
        {
            Run(encoder, texts).ShouldBe(expected);
        }
    }

    [Fact]
    public async Task LongerEpisodePartsGrowThePrefixCacheAndChangeNothing()
    {
        TextParts[] shorter = Texts.Make(4, seed: 10, episodes: 4);
        TextParts[] longer = [.. shorter.Select((t, i) => t with { Episode = System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat($"goal {i} is far away, ", 5 + i)) + "\n") })];
        TextParts[] mixed = [shorter[0], longer[1], shorter[1], longer[3], shorter[2], longer[0]];
        await using var encoder = new BackboneEncoder(_backbone, NoMemo);
        Run(encoder, shorter);
        float[] grown = Run(encoder, mixed);
        int size = encoder.Descriptor.FeatureSize;
        for (int i = 0; i < mixed.Length; i++)
        {
            (await EncodeAsync([mixed[i]], NoMemo)).ShouldBe(grown.AsSpan(i * size, size).ToArray(), $"text {i}");
        }
    }

    [Fact]
    public async Task StaticAndEpisodePartsRunOnceOnly()
    {
        TextParts[] texts = Texts.Make(8, seed: 11, episodes: 2);
        await using var encoder = new BackboneEncoder(_backbone, NoMemo);
        Run(encoder, texts);
        long first = encoder.Statistics.Tokens;
        Run(encoder, texts);
        long stepTokens = encoder.Statistics.TextTokens / 2;
        first.ShouldBeGreaterThan(stepTokens);
        (encoder.Statistics.Tokens - first).ShouldBe(stepTokens);
    }

    [Fact]
    public async Task IdentityCoversWhatShapesTheFeaturesAndNothingElse()
    {
        async Task<string> Identity(Backbone backbone, EncoderOptions options)
        {
            await using var encoder = new BackboneEncoder(backbone, options);
            return encoder.Descriptor.Identity;
        }

        using IComputeDevice scalar = Devices.Open(threads: 1, "scalar");
        using Backbone elsewhere = Backbone.Load(TinyModels.OpenTernary(), scalar, new BackboneOptions());
        using Backbone early = Backbone.Load(TinyModels.OpenTernary(), _device, new BackboneOptions { Layer = 1 });
        using Backbone other = Backbone.Load(TinyModels.OpenTernary(seed: 2), _device, new BackboneOptions());
        string identity = await Identity(_backbone, new EncoderOptions());

        (await Identity(elsewhere, new EncoderOptions { MemoBytes = 0, PrefixCacheBytes = 0 })).ShouldBe(identity);
        string[] others =
        [
            await Identity(early, new EncoderOptions()),
            await Identity(other, new EncoderOptions()),
            await Identity(_backbone, new EncoderOptions { Pooling = Pooling.Mean }),
            await Identity(_backbone, new EncoderOptions { Style = Contracts.Observations.TextStyle.Json }),
        ];
        others.Append(identity).Distinct().Count().ShouldBe(5);
    }

    [Fact]
    public async Task TextsThatCannotBeEncodedAreNamed()
    {
        await using var encoder = new BackboneEncoder(_backbone, NoMemo);
        float[] features = new float[2 * encoder.Descriptor.FeatureSize];
        TextParts good = Texts.Make(1, 1)[0];
        TextParts empty = default;
        TextParts tooLong = new(default, System.Text.Encoding.UTF8.GetBytes(new string('#', 300) + "\n"));

        Should.Throw<ArgumentException>(() => encoder.Encode(Texts.StaticPart, [good, empty], features, default)).Message.ShouldContain("text 1 is empty");
        Should.Throw<ArgumentException>(() => encoder.Encode(Texts.StaticPart, [tooLong], features, default)).Message.ShouldContain("reads at most 256");
        Should.Throw<ArgumentException>(() => encoder.Encode(Texts.StaticPart, [good], features.AsSpan(1, 3), default)).Message.ShouldContain("room for 3");
        Should.Throw<OperationCanceledException>(() => encoder.Encode(Texts.StaticPart, [good], features, new CancellationToken(canceled: true)));
        encoder.Encode(Texts.StaticPart, [good], features, default);
        features.AsSpan(0, encoder.Descriptor.FeatureSize).ToArray().ShouldBe(await EncodeAsync([good], NoMemo));
    }

    [Fact]
    public void ALayerThatDoesNotExistIsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Backbone.Load(TinyModels.OpenTernary(), _device, new BackboneOptions { Layer = 3 })).Message.ShouldContain("give 1 to 2");

    private static float[] Run(BackboneEncoder encoder, TextParts[] texts)
    {
        float[] features = new float[texts.Length * encoder.Descriptor.FeatureSize];
        encoder.Encode(Texts.StaticPart, texts, features, CancellationToken.None);
        return features;
    }

    private async Task<float[]> EncodeAsync(TextParts[] texts, EncoderOptions options, Backbone? backbone = null)
    {
        await using var encoder = new BackboneEncoder(backbone ?? _backbone, options);
        return Run(encoder, texts);
    }

    // The whole text as one sequence; the tokens of the step part are the last ones.
    private static float[] PoolStepPart(TextEncoder cold, TextParts text, Pooling pooling, int hidden)
    {
        EncodedText whole = cold.Encode([.. Texts.StaticPart, .. text.Episode.Span, .. text.Step.Span]);
        int before = cold.Encode([.. Texts.StaticPart, .. text.Episode.Span]).Tokens.Count;
        int steps = whole.Tokens.Count - before;
        float[] mean = [.. Enumerable.Range(0, hidden).Select(j => (float)Enumerable.Range(before, steps).Average(r => (double)whole.HiddenStates.Span[(r * hidden) + j]))];
        float[] last = whole.HiddenStates.Span[^hidden..].ToArray();
        return pooling switch
        {
            Pooling.Mean => mean,
            Pooling.Last => last,
            _ => [.. mean, .. last],
        };
    }
}
