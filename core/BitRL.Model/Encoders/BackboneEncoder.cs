using System.Diagnostics;
using System.Numerics.Tensors;
using System.Security.Cryptography;
using System.Text;
using BitRL.Contracts.Backends;
using BitRL.Contracts.Encoders;
using BitRL.Contracts.Observations;
using BitRL.Model.KvCache;
using BitRL.Model.Memo;
using BitRL.Model.Transformer;

namespace BitRL.Model.Encoders;

/// <summary>
/// The encoder of the product: the text of an observation through a frozen backbone, pooled over the tokens of its step part, which sees the static
/// and per-episode parts through attention. Their keys and values are cached, whole encodings are remembered, and what is left of a batch runs
/// together. The features of a text do not depend on the batch, the caches or the number of threads. Allocates nothing once its buffers have grown.
/// Completes before it returns. One call at a time; does not own the backbone.
/// </summary>
public sealed class BackboneEncoder : IStateEncoder
{
    private readonly Backbone _backbone;
    private readonly BatchRunner _runner;
    private readonly PrefixCache _prefixes;
    private readonly EncodingMemo _memo;
    private readonly StaticParts _staticParts = new();
    private readonly BatchPlan _plan = new();
    private readonly PendingTexts _pending;
    private readonly TextStyle _style;
    private TextParts[] _texts = [];
    private float[] _pooled = [];
    private EncoderStatistics _statistics;

    /// <summary>Makes an encoder.</summary>
    /// <param name="backbone">Must outlive the encoder; encoders may share it.</param>
    /// <param name="options">How.</param>
    /// <exception cref="ArgumentException">The options are invalid; the message names all problems.</exception>
    /// <exception cref="Weights.GgufFormatException">The model has no tokenizer.</exception>
    public BackboneEncoder(Backbone backbone, EncoderOptions options)
        : this(backbone ?? throw new ArgumentNullException(nameof(backbone)), options, BatchRunner.IsLarge(backbone))
    {
    }

    /// <summary>Makes an encoder that shares work among threads in a given way; see <see cref="BatchRunner"/>.</summary>
    internal BackboneEncoder(Backbone backbone, EncoderOptions options, bool isLarge)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Validate() is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join("; ", problems), nameof(options));
        }

        _ = backbone.Tokenizer;
        _backbone = backbone;
        _style = options.Style;
        _pending = new PendingTexts(backbone.Configuration.FieldOrdinals);
        _runner = new BatchRunner(backbone, options.Pooling, isLarge);
        _prefixes = new PrefixCache(backbone, options.PrefixCacheBytes);
        _memo = new EncodingMemo(options.MemoBytes, _runner.FeatureSize);
        Descriptor = new EncoderDescriptor(
            $"{backbone.Configuration.Name} on {backbone.Device.Descriptor.Backend}", Identify(backbone, options), _runner.FeatureSize, options.Style);
    }

    /// <inheritdoc/>
    public EncoderDescriptor Descriptor { get; }

    /// <inheritdoc/>
    public EncoderStatistics Statistics => _statistics with { Tokens = _statistics.Tokens + _prefixes.TokensRun };

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The batch has no text in this encoder's style, the features are too short, or a text is empty or longer than the context.</exception>
    /// <exception cref="InvalidDataException">The backbone gave features that are not finite: its file is damaged.</exception>
    public ValueTask EncodeAsync(ObservationBatch batch, Memory<float> features, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Style != _style)
        {
            throw new ArgumentException($"the batch carries {batch.Style?.ToString() ?? "no"} text; this encoder reads {_style}", nameof(batch));
        }

        if (_texts.Length < batch.Count)
        {
            _texts = new TextParts[batch.Count];
        }

        for (int i = 0; i < batch.Count; i++)
        {
            _texts[i] = new TextParts(batch.EpisodePart(i), batch.StepPart(i));
        }

        Encode(batch.StaticPart.Span, _texts.AsSpan(0, batch.Count), features.Span, cancellationToken);
        return ValueTask.CompletedTask;
    }

    /// <summary>Encodes texts.</summary>
    /// <param name="staticPart">The part that all begin with; UTF-8, may be empty.</param>
    /// <param name="texts">What follows it.</param>
    /// <param name="features">[texts, FeatureSize] row-major, overwritten; the caller's.</param>
    /// <param name="cancellationToken">Stops early; the features are then undefined.</param>
    /// <exception cref="ArgumentException">The features are too short, or a text is empty or longer than the context.</exception>
    /// <exception cref="InvalidDataException">The backbone gave features that are not finite: its file is damaged.</exception>
    public void Encode(ReadOnlySpan<byte> staticPart, ReadOnlySpan<TextParts> texts, Span<float> features, CancellationToken cancellationToken)
    {
        int size = _runner.FeatureSize;
        if (features.Length < texts.Length * size)
        {
            throw new ArgumentException($"room for {features.Length} features; {texts.Length} texts of {size} need {texts.Length * size}", nameof(features));
        }

        if (_pooled.Length < texts.Length * size)
        {
            _pooled = new float[texts.Length * size];
        }

        int tag = _staticParts.Tag(staticPart);
        Collect(tag, texts, features);
        RunPending(tag, staticPart, texts, cancellationToken);
        Deliver(tag, texts, features);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _runner.Dispose();
        _prefixes.Dispose();
        return ValueTask.CompletedTask;
    }

    // Everything that shapes the features and nothing else: not the kernels, not the caches, and the device only where it says that it rounds.
    private static string Identify(Backbone backbone, EncoderOptions options)
    {
        string everything = string.Join('|', backbone.ContentHash, backbone.Configuration.Activation, backbone.Layer, options.Pooling, options.Style) + Rounding(backbone);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(everything)).AsSpan(0, 16));
    }

    // Ternary weights are exact in every format, so that only the rounding of results counts for them.
    private static string Rounding(Backbone backbone) =>
        backbone.Device is IProductPrecision precision
        && (precision.Results != NumberFormat.Float32 || (precision.Weights != NumberFormat.Float32 && backbone.HasDenseLayers))
            ? $"|{precision.Weights}|{precision.GroupSize}|{precision.Results}"
            : string.Empty;

    // Answers what is remembered; tokenises the rest, equal texts once.
    private void Collect(int tag, ReadOnlySpan<TextParts> texts, Span<float> features)
    {
        int size = _runner.FeatureSize;
        _plan.Begin(texts.Length);
        _pending.Clear();
        for (int i = 0; i < texts.Length; i++)
        {
            ulong hash = 0;
            if (_memo.IsOn)
            {
                var key = new TextKey(tag, texts[i].Episode.Span, texts[i].Step.Span);
                if (_memo.TryGet(key, features.Slice(i * size, size), out int known))
                {
                    Count(memoHits: 1, textTokens: known, run: 0);
                    continue;
                }

                if (_plan.TryJoin(i, key, texts))
                {
                    Count(memoHits: 1, textTokens: _pending.Spans[_plan.RowOf(i)].RowCount, run: 0);
                    continue;
                }

                hash = key.Hash;
            }

            _plan.AddRow(i, hash);
            int tokens = _pending.Add(_backbone.Tokenizer, texts[i].Step.Span, isStart: false);
            if (tokens == 0)
            {
                throw new ArgumentException($"the step part of text {i} is empty: there is nothing to encode", nameof(texts));
            }

            Count(memoHits: 0, textTokens: tokens, run: tokens);
        }
    }

    // In groups whose prefixes are cached at the same time; nearly always one.
    private void RunPending(int tag, ReadOnlySpan<byte> staticPart, ReadOnlySpan<TextParts> texts, CancellationToken cancellationToken)
    {
        for (int from = 0; from < _pending.Count;)
        {
            long filled = _prefixes.TokensRun;
            _prefixes.BeginGroup();
            int to = from;
            while (to < _pending.Count && _prefixes.TryAcquire(_runner.Workspace, tag, staticPart, texts[_plan.TextOf(to)].Episode.Span, out SequenceSpan prefix))
            {
                ref SequenceSpan span = ref _pending.Spans[to++];
                span = span with { PrefixStart = prefix.PrefixStart, PrefixLength = prefix.PrefixLength };
                _backbone.RequireContext(prefix.PrefixLength + span.RowCount);
            }

            if (to == from)
            {
                throw new UnreachableException("the prefix cache refused the first text of a group");
            }

            if (_prefixes.TokensRun != filled)
            {
                _runner.Synchronize();
            }

            _runner.Run(_pending, from, to, _prefixes.Store, _pooled, cancellationToken);
            from = to;
        }
    }

    private void Deliver(int tag, ReadOnlySpan<TextParts> texts, Span<float> features)
    {
        int size = _runner.FeatureSize;
        if (_pending.Count == 0)
        {
            return;
        }

        RequireFinite(texts);
        for (int i = 0; i < texts.Length; i++)
        {
            if (_plan.RowOf(i) is var row and not BatchPlan.Answered)
            {
                _pooled.AsSpan(row * size, size).CopyTo(features.Slice(i * size, size));
            }
        }

        for (int row = 0; _memo.IsOn && row < _pending.Count; row++)
        {
            TextParts text = texts[_plan.TextOf(row)];
            _memo.Put(new TextKey(tag, text.Episode.Span, text.Step.Span), _pooled.AsSpan(row * size, size), _pending.Spans[row].RowCount);
        }
    }

    private void RequireFinite(ReadOnlySpan<TextParts> texts)
    {
        int size = _runner.FeatureSize;
        for (int row = 0; row < _pending.Count; row++)
        {
            if (!TensorPrimitives.IsFiniteAll<float>(_pooled.AsSpan(row * size, size)))
            {
                string text = Encoding.UTF8.GetString(texts[_plan.TextOf(row)].Step.Span).TrimEnd();
                throw new InvalidDataException($"model '{_backbone.Configuration.Name}' gave features that are not finite for the text '{text}': its file is damaged, fetch or export it again");
            }
        }
    }

    private void Count(int memoHits, int textTokens, int run) => _statistics = new EncoderStatistics(
        _statistics.Texts + 1, _statistics.MemoHits + memoHits, _statistics.Tokens + run, _statistics.TextTokens + textTokens);
}
