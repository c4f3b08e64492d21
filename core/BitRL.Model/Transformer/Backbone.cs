using BitRL.Contracts.Backends;
using BitRL.Model.Encoders;
using BitRL.Model.Tokenizer;
using BitRL.Model.Weights;

namespace BitRL.Model.Transformer;

/// <summary>
/// A frozen language model on a device, without output head. Immutable; several encoders may share it. Owns its file, not its device, and
/// must be disposed before the device and after its encoders.
/// </summary>
public sealed class Backbone : IDisposable
{
    private readonly GgufFile _file;
    private readonly IReadOnlyList<IDisposable> _made;
    private readonly Lazy<ITextTokenizer> _tokenizer;

    private Backbone(GgufFile file, IComputeDevice device, BackboneConfiguration configuration, int layer, WeightLoader loader)
    {
        _file = file;
        Device = device;
        Configuration = configuration;
        Layer = layer;
        TokenEmbedding = loader.LoadEmbedding();
        FieldEmbedding = loader.LoadFieldEmbedding();
        Blocks = [.. Enumerable.Range(0, layer).Select(loader.LoadBlock)];
        OutputNorm = loader.LoadNorm(TensorNames.OutputNorm, configuration.HiddenSize);
        _made = loader.Made;
        _tokenizer = new Lazy<ITextTokenizer>(() => TokenizerFactory.Create(file, configuration));
    }

    /// <summary>Its shape; <see cref="BackboneConfiguration.Activation"/> is the one in use.</summary>
    public BackboneConfiguration Configuration { get; }

    /// <summary>The device that holds it.</summary>
    public IComputeDevice Device { get; }

    /// <summary>Blocks that are run.</summary>
    public int Layer { get; }

    /// <summary>Turns text into its tokens.</summary>
    /// <exception cref="GgufFormatException">The file has no tokenizer that is supported; token ids still work.</exception>
    public ITextTokenizer Tokenizer => _tokenizer.Value;

    /// <summary>SHA-256 of the model file, lower-case hexadecimal.</summary>
    public string ContentHash => _file.ContentHash;

    /// <summary>Device memory of the matrices, in bytes; those used in place from the file count nothing.</summary>
    public long ResidentBytes => Blocks.SelectMany(block => block.Linears).Sum(linear => linear.Matrix.ResidentBytes);

    /// <summary>Multiply-adds of the linear layers a token, in the blocks that are run.</summary>
    public long MultiplyAddsPerToken => Configuration.LinearWeights / Configuration.Blocks * Layer;

    /// <summary>Whether encoders run it as one queue with all threads, as large models are, rather than as several queues over different texts.</summary>
    public bool RunsAsOneQueue => BatchRunner.IsLarge(this) || Device.Descriptor.MaxQueues == 1;

    /// <summary>Whether a linear layer is not ternary.</summary>
    internal bool HasDenseLayers => Blocks.SelectMany(block => block.Linears).Any(linear => !linear.IsTernary);

    internal EmbeddingTable TokenEmbedding { get; }

    internal EmbeddingTable? FieldEmbedding { get; }

    internal IReadOnlyList<BlockWeights> Blocks { get; }

    internal DeviceTensor OutputNorm { get; }

    /// <summary>Loads a model.</summary>
    /// <param name="file">Belongs to the result from now on, and is disposed if loading fails.</param>
    /// <param name="device">Where to; must outlive the result.</param>
    /// <param name="options">What part of it.</param>
    /// <exception cref="GgufFormatException">Another architecture, damaged weights, or shapes that do not go together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The model has no such layer.</exception>
    public static Backbone Load(GgufFile file, IComputeDevice device, BackboneOptions options)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(options);
        WeightLoader? loader = null;
        try
        {
            BackboneConfiguration configuration = BackboneConfiguration.Read(file);
            int layer = options.Layer ?? configuration.Blocks;
            if (layer < 1 || layer > configuration.Blocks)
            {
                throw new ArgumentOutOfRangeException(nameof(options), layer, $"layer {layer} of model '{configuration.Name}' does not exist: give 1 to {configuration.Blocks}");
            }

            configuration = configuration with { Activation = options.Activation ?? configuration.Activation };
            loader = new WeightLoader(file, device, configuration);
            return new Backbone(file, device, configuration, layer, loader);
        }
        catch
        {
            Release(loader?.Made ?? []);
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Release(_made);
        _file.Dispose();
    }

    /// <summary>Refuses a text that is longer than the model's context.</summary>
    internal void RequireContext(int tokens)
    {
        if (tokens > Configuration.ContextLength)
        {
            throw new ArgumentException($"a text has {tokens} tokens; model '{Configuration.Name}' reads at most {Configuration.ContextLength}: shorten it, or choose a shorter style");
        }
    }

    private static void Release(IReadOnlyList<IDisposable> made)
    {
        for (int i = made.Count - 1; i >= 0; i--)
        {
            made[i].Dispose();
        }
    }
}
