using BitRL.Backend.Conformance.Ceilings;
using BitRL.Cli.Benchmarks.Profiling;
using BitRL.Contracts.Backends;
using BitRL.Model.Encoders;
using BitRL.Model.Transformer;

namespace BitRL.Cli.Benchmarks;

/// <summary>Measures what a text costs, cold, with its prefix cached, and remembered; and what the processor could do at most, in the same run.</summary>
/// <param name="backbone">The model.</param>
/// <param name="peer">Runs the same file in alternation with the cold calls, or null.</param>
/// <param name="times">What the queues of the backbone's device report, or null where they are not profiled.</param>
/// <param name="time">Measures.</param>
internal sealed class EncodeBenchmark(Backbone backbone, PeerBenchmark? peer, OperationTimes? times, TimeProvider time)
{
    private const int CeilingRepetitions = 200;
    private const int LeastCalls = 5;
    private const int Rounds = 3;

    // Beside the features: the text and the bookkeeping of an entry.
    private const int MemoBytesAText = 1 << 14;
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Duration = TimeSpan.FromMilliseconds(500);

    // The clock counts steps of 100 ns: what takes less than some hundred of them is timed several calls at once.
    private static readonly TimeSpan ShortestSample = TimeSpan.FromMicroseconds(20);

    /// <summary>Measures one size; takes one to two seconds, longer for large models and with a peer.</summary>
    public async Task<EncodeMeasurement> MeasureAsync(int tokens, int batch, CancellationToken cancellation)
    {
        var texts = new SyntheticTexts(backbone.Tokenizer, seed: (ulong)((tokens * 1000) + batch));
        TextParts[] whole = [.. Enumerable.Range(0, batch).Select(_ => new TextParts(default, texts.Next(tokens)))];
        double ceiling = Ceiling();
        var (cold, theirs) = await MeasureColdAsync(whole, tokens, cancellation);
        double cached = await MeasurePrefixAsync(texts, tokens, batch, cancellation);
        double memo = await MeasureMemoAsync(whole, cancellation);
        return new EncodeMeasurement
        {
            Tokens = tokens,
            Batch = batch,
            ColdMs = Median(cold),
            ColdBestMs = cold.Min(),
            PrefixCachedMs = cached,
            MemoMs = memo,
            PeerMs = theirs.Count > 0 ? Median(theirs) : null,
            PeerBestMs = theirs.Count > 0 ? theirs.Min() : null,
            Profile = times is null ? null : await ProfileAsync(whole, times, cancellation),
            MultiplyAdds = (double)backbone.MultiplyAddsPerToken * tokens,
            Ceiling = Math.Max(ceiling, Ceiling()),
            NarrowCeiling = KernelCeiling.MeasureNarrow(CeilingRepetitions)?.GigaMultiplyAddsPerSecond ?? 0,
        };
    }

    private int BackboneFeatures => 2 * backbone.Configuration.HiddenSize;

    private static double Ceiling() => KernelCeiling.Measure(CeilingRepetitions).GigaMultiplyAddsPerSecond;

    private static double Median(List<double> samples)
    {
        samples.Sort();
        return samples[samples.Count / 2];
    }

    // In rounds, ours and theirs by turns, so that what else the machine does meets both.
    private async Task<(List<double> Ours, List<double> Theirs)> MeasureColdAsync(TextParts[] texts, int tokens, CancellationToken cancellation)
    {
        var ours = new List<double>();
        var theirs = new List<double>();
        await using var encoder = Encoder(memoBytes: 0);
        for (int round = 0; round < (peer is null ? 1 : Rounds); round++)
        {
            Sample(encoder, default, texts, ours, cancellation);
            if (peer is not null)
            {
                theirs.AddRange(await peer.MeasureAsync(tokens, texts.Length, cancellation));
            }
        }

        return (ours, theirs);
    }

    private async Task<EncodeProfile> ProfileAsync(TextParts[] texts, OperationTimes times, CancellationToken cancellation)
    {
        await using var encoder = Encoder(memoBytes: 0);
        float[] features = new float[texts.Length * encoder.Descriptor.FeatureSize];
        int queues = backbone.RunsAsOneQueue ? 1 : Math.Min(backbone.Device.Descriptor.MaxQueues, texts.Length);
        EncodeProfile? best = null;
        long begun = time.GetTimestamp();
        for (int call = 0; call <= LeastCalls || time.GetElapsedTime(begun) < Duration; call++)
        {
            times.Take();
            long start = time.GetTimestamp();
            encoder.Encode(default, texts, features, cancellation);
            double wall = time.GetElapsedTime(start).TotalMilliseconds;
            if (best is null || wall < best.WallMs)
            {
                best = new EncodeProfile(wall, times.Take(), queues);
            }
        }

        return best!;
    }

    private async Task<double> MeasurePrefixAsync(SyntheticTexts texts, int tokens, int batch, CancellationToken cancellation)
    {
        int prefix = tokens / 2;
        byte[] fixedPart = texts.Next(prefix);
        TextParts[] rest = [.. Enumerable.Range(0, batch).Select(_ => new TextParts(default, texts.Next(tokens - prefix)))];
        await using var encoder = Encoder(memoBytes: 0);
        var samples = new List<double>();
        Sample(encoder, fixedPart, rest, samples, cancellation);
        return Median(samples);
    }

    private async Task<double> MeasureMemoAsync(TextParts[] texts, CancellationToken cancellation)
    {
        int featureBytes = sizeof(float) * BackboneFeatures;
        await using var encoder = Encoder(2L * texts.Length * (featureBytes + MemoBytesAText));
        var samples = new List<double>();
        Sample(encoder, default, texts, samples, cancellation);
        return Median(samples);
    }

    // All texts share one prefix: the smallest cache holds it, and what a benchmark takes beyond that is memory that the measured thing does not need.
    private BackboneEncoder Encoder(long memoBytes) => new(backbone, new EncoderOptions { Pooling = Pooling.Both, MemoBytes = memoBytes, PrefixCacheBytes = 0 });

    /// <summary>Adds milliseconds a text. The first calls warm up: compilation, buffers, caches.</summary>
    private void Sample(BackboneEncoder encoder, ReadOnlyMemory<byte> staticPart, TextParts[] texts, List<double> samples, CancellationToken cancellation)
    {
        float[] features = new float[texts.Length * encoder.Descriptor.FeatureSize];
        long begun = time.GetTimestamp();
        int calls = 0;
        for (; calls == 0 || time.GetElapsedTime(begun) < WarmUp; calls++)
        {
            encoder.Encode(staticPart.Span, texts, features, cancellation);
        }

        int together = (int)Math.Ceiling(ShortestSample / (time.GetElapsedTime(begun) / calls));
        int before = samples.Count;
        begun = time.GetTimestamp();
        while (samples.Count - before < LeastCalls || time.GetElapsedTime(begun) < Duration)
        {
            long start = time.GetTimestamp();
            for (int call = 0; call < together; call++)
            {
                encoder.Encode(staticPart.Span, texts, features, cancellation);
            }

            samples.Add(time.GetElapsedTime(start).TotalMilliseconds / (texts.Length * together));
        }
    }
}
