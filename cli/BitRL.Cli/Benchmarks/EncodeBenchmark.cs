using BitRL.Backend.Conformance.Ceilings;
using BitRL.Contracts.Backends;
using BitRL.Model.Encoders;
using BitRL.Model.Transformer;

namespace BitRL.Cli.Benchmarks;

/// <summary>Measures what a text costs, cold, with its prefix cached, and remembered; and what the processor could do at most, in the same run.</summary>
/// <param name="backbone">The model.</param>
/// <param name="time">Measures.</param>
internal sealed class EncodeBenchmark(Backbone backbone, TimeProvider time)
{
    private const int CeilingRepetitions = 200;
    private const int LeastCalls = 5;
    private const int MemoBytes = 64 << 20;
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Duration = TimeSpan.FromMilliseconds(500);

    /// <summary>Measures one size; takes one to two seconds, longer for large models.</summary>
    public async Task<EncodeMeasurement> MeasureAsync(int tokens, int batch, CancellationToken cancellation)
    {
        var texts = new SyntheticTexts(backbone.Tokenizer, seed: (ulong)((tokens * 1000) + batch));
        double ceiling = Ceiling();
        var (whole, cold) = await MeasureColdAsync(texts, tokens, batch, cancellation);
        double cached = await MeasurePrefixAsync(texts, tokens, batch, cancellation);
        double memo = await MeasureMemoAsync(whole, cancellation);
        ceiling = Math.Max(ceiling, Ceiling());
        double products = (double)backbone.MultiplyAddsPerToken * tokens;
        return new EncodeMeasurement(tokens, batch, cold, cached, memo, products / (cold * 1e6), ceiling);
    }

    private static double Ceiling() => KernelCeiling.Measure(CeilingRepetitions).GigaMultiplyAddsPerSecond;

    private async Task<(TextParts[] Texts, double Milliseconds)> MeasureColdAsync(SyntheticTexts texts, int tokens, int batch, CancellationToken cancellation)
    {
        TextParts[] whole = [.. Enumerable.Range(0, batch).Select(_ => new TextParts(default, texts.Next(tokens)))];
        await using var encoder = Encoder(memoBytes: 0);
        return (whole, Median(encoder, default, whole, cancellation));
    }

    private async Task<double> MeasurePrefixAsync(SyntheticTexts texts, int tokens, int batch, CancellationToken cancellation)
    {
        int prefix = tokens / 2;
        byte[] fixedPart = texts.Next(prefix);
        TextParts[] rest = [.. Enumerable.Range(0, batch).Select(_ => new TextParts(default, texts.Next(tokens - prefix)))];
        await using var encoder = Encoder(memoBytes: 0);
        return Median(encoder, fixedPart, rest, cancellation);
    }

    private async Task<double> MeasureMemoAsync(TextParts[] texts, CancellationToken cancellation)
    {
        await using var encoder = Encoder(MemoBytes);
        return Median(encoder, default, texts, cancellation);
    }

    private BackboneEncoder Encoder(long memoBytes) => new(backbone, new EncoderOptions { Pooling = Pooling.Both, MemoBytes = memoBytes });

    /// <summary>Median milliseconds a text. The first calls warm up: compilation, buffers, caches.</summary>
    private double Median(BackboneEncoder encoder, ReadOnlyMemory<byte> staticPart, TextParts[] texts, CancellationToken cancellation)
    {
        float[] features = new float[texts.Length * encoder.Descriptor.FeatureSize];
        long begun = time.GetTimestamp();
        do
        {
            encoder.Encode(staticPart.Span, texts, features, cancellation);
        }
        while (time.GetElapsedTime(begun) < WarmUp);

        var samples = new List<double>();
        begun = time.GetTimestamp();
        while (samples.Count < LeastCalls || time.GetElapsedTime(begun) < Duration)
        {
            long start = time.GetTimestamp();
            encoder.Encode(staticPart.Span, texts, features, cancellation);
            samples.Add(time.GetElapsedTime(start).TotalMilliseconds);
        }

        samples.Sort();
        return samples[samples.Count / 2] / texts.Length;
    }
}
