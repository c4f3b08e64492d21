using BitRL.Contracts.Backends;
using BitRL.Model.Transformer;

namespace BitRL.Model.Encoders;

/// <summary>Encodes any text or tokens, one at a time and uncached, and shows every hidden state: to look into a model. One thread at a time; does not own the backbone.</summary>
public sealed class TextEncoder : IDisposable
{
    private readonly Backbone _backbone;
    private readonly Pooling _pooling;
    private readonly TimeProvider _time;
    private readonly PendingTexts _pending;
    private readonly GraphWorkspace _workspace;
    private readonly int _featureSize;

    /// <summary>Makes an encoder.</summary>
    /// <param name="backbone">Must outlive the encoder.</param>
    /// <param name="pooling">How the hidden states of all tokens become features.</param>
    /// <param name="time">Measures.</param>
    public TextEncoder(Backbone backbone, Pooling pooling, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        ArgumentNullException.ThrowIfNull(time);
        _backbone = backbone;
        _pooling = pooling;
        _time = time;
        _featureSize = BatchRunner.FeatureSizeOf(backbone, pooling);
        _pending = new PendingTexts(backbone.Configuration.FieldOrdinals);
        _workspace = new GraphWorkspace(backbone, BatchRunner.IsLarge(backbone) ? backbone.Device.Descriptor.MaxQueues : 1, _featureSize);
    }

    /// <summary>Encodes a text.</summary>
    /// <param name="utf8">The whole text; not empty.</param>
    /// <exception cref="ArgumentException">The text is empty, or longer than the model's context.</exception>
    /// <exception cref="Weights.GgufFormatException">The model has no tokenizer.</exception>
    public EncodedText Encode(ReadOnlySpan<byte> utf8)
    {
        long start = _time.GetTimestamp();
        _pending.Clear();
        _pending.Add(_backbone.Tokenizer, utf8, isStart: true);
        return Run(start, finalNorm: true);
    }

    /// <summary>Encodes tokens, just as they are: no begin token is put before them.</summary>
    /// <param name="tokens">Ids of the model; not empty.</param>
    /// <exception cref="ArgumentException">There are none, more than the model's context, or an id is not of the vocabulary.</exception>
    public EncodedText Encode(ReadOnlySpan<int> tokens) => EncodeTokens(tokens, finalNorm: true);

    /// <inheritdoc/>
    public void Dispose() => _workspace.Dispose();

    /// <summary>Encodes tokens; without the final norm the hidden states are the residual stream after the last block.</summary>
    internal EncodedText EncodeTokens(ReadOnlySpan<int> tokens, bool finalNorm)
    {
        long start = _time.GetTimestamp();
        if (tokens.IndexOfAnyExceptInRange(0, _backbone.Configuration.VocabularySize - 1) is var bad and >= 0)
        {
            throw new ArgumentException($"token {bad} is {tokens[bad]}; ids of model '{_backbone.Configuration.Name}' are from 0 to {_backbone.Configuration.VocabularySize - 1}", nameof(tokens));
        }

        _pending.Clear();
        _pending.Add(tokens);
        return Run(start, finalNorm);
    }

    private EncodedText Run(long start, bool finalNorm)
    {
        int count = _pending.TokenCount;
        if (count == 0)
        {
            throw new ArgumentException("there is nothing to encode: give at least one token");
        }

        _backbone.RequireContext(count);
        _workspace.Reserve(count, 1);
        var batch = new SequenceBatch { Tokens = _pending.Tokens(0, count), FieldOrdinals = _pending.Ordinals(0, count), Sequences = _pending.Spans };
        TransformerGraph.Run(_backbone, _workspace, batch, prefixes: null, finalNorm);
        IComputeQueue queue = _workspace.Queue;
        float[] features = new float[_featureSize];
        queue.Pool(_workspace.Batch, _pooling, _workspace.Residual, _workspace.Pooled);
        queue.Download(_workspace.Pooled, 1, features);
        TimeSpan elapsed = _time.GetElapsedTime(start);
        float[] hiddenStates = new float[count * _backbone.Configuration.HiddenSize];
        queue.Download(_workspace.Residual, count, hiddenStates);
        return new EncodedText(_pending.Tokens(0, count).ToArray(), features, hiddenStates, elapsed);
    }
}
