using BitRL.Contracts.Backends;

namespace BitRL.Model.Transformer;

/// <summary>A queue and the activations of one pass over it. Grows when a pass needs more; one thread at a time.</summary>
internal sealed class GraphWorkspace : IDisposable
{
    private readonly Backbone _backbone;
    private readonly int _featureSize;
    private readonly List<IDisposable> _made = [];

    public GraphWorkspace(Backbone backbone, int workers, int featureSize)
    {
        _backbone = backbone;
        _featureSize = featureSize;
        Queue = backbone.Device.CreateQueue(workers);
    }

    /// <summary>Where the operations run.</summary>
    public IComputeQueue Queue { get; }

    /// <summary>Rows of every activation.</summary>
    public int MaxTokens { get; private set; }

    /// <summary>Sequences of a pass.</summary>
    public int MaxSequences { get; private set; }

    public DeviceBatch Batch { get; private set; } = null!;

    /// <summary>The residual stream; after a pass the hidden states after the final norm.</summary>
    public DeviceTensor Residual { get; private set; } = null!;

    public DeviceTensor Query { get; private set; } = null!;

    public DeviceTensor Key { get; private set; } = null!;

    public DeviceTensor Value { get; private set; } = null!;

    public DeviceTensor Attention { get; private set; } = null!;

    public DeviceTensor Gate { get; private set; } = null!;

    public DeviceTensor Up { get; private set; } = null!;

    /// <summary>Normalised rows of hidden width, for dense layers.</summary>
    public DeviceTensor Normalized { get; private set; } = null!;

    /// <summary>Quantised rows of hidden width, for ternary layers.</summary>
    public QuantizedRows Quantized { get; private set; } = null!;

    /// <summary>Quantised rows of what attention gives; the same object as <see cref="Quantized"/> where the widths are equal.</summary>
    public QuantizedRows QuantizedAttention { get; private set; } = null!;

    /// <summary>Quantised rows of feed-forward width, for ternary layers.</summary>
    public QuantizedRows QuantizedWide { get; private set; } = null!;

    /// <summary>One row of features a sequence.</summary>
    public DeviceTensor Pooled { get; private set; } = null!;

    /// <summary>Makes room for a pass; allocates only when it is larger than any before.</summary>
    public void Reserve(int tokens, int sequences)
    {
        if (tokens <= MaxTokens && sequences <= MaxSequences)
        {
            return;
        }

        Release();
        MaxTokens = RoundUp(Math.Max(tokens, MaxTokens));
        MaxSequences = RoundUp(Math.Max(sequences, MaxSequences));
        BackboneConfiguration shape = _backbone.Configuration;
        Batch = Keep(_backbone.Device.CreateBatch(MaxTokens, MaxSequences));
        Residual = Rows(shape.HiddenSize);
        Query = Rows(shape.AttentionSize);
        Key = Rows(shape.KeyValueSize);
        Value = Rows(shape.KeyValueSize);
        Attention = Rows(shape.AttentionSize);
        Gate = Rows(shape.FeedForwardSize);
        Up = Rows(shape.FeedForwardSize);
        Normalized = Rows(shape.HiddenSize);
        Quantized = Keep(_backbone.Device.CreateQuantizedRows(MaxTokens, shape.HiddenSize));
        QuantizedAttention = shape.AttentionSize == shape.HiddenSize ? Quantized : Keep(_backbone.Device.CreateQuantizedRows(MaxTokens, shape.AttentionSize));
        QuantizedWide = Keep(_backbone.Device.CreateQuantizedRows(MaxTokens, shape.FeedForwardSize));
        Pooled = Keep(_backbone.Device.CreateTensor(MaxSequences, _featureSize));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Release();
        Queue.Dispose();
    }

    private static int RoundUp(int count) => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(8, count));

    private DeviceTensor Rows(int width) => Keep(_backbone.Device.CreateTensor(MaxTokens, width));

    private T Keep<T>(T made)
        where T : IDisposable
    {
        _made.Add(made);
        return made;
    }

    private void Release()
    {
        foreach (IDisposable made in _made)
        {
            made.Dispose();
        }

        _made.Clear();
    }
}
