using BitRL.Contracts.Backends;

namespace BitRL.Perf.Kernels;

/// <summary>
/// The operations of one encode of the embedded backbone's shape (128 wide, 3 blocks, 4 heads, gated 256), in the order in which the graph
/// launches them, on random weights: what the kernels cost, without tokenizer and caches.
/// </summary>
internal sealed class EncodeBench : IDisposable
{
    private const int Width = 128;
    private const int Inner = 256;
    private const int Blocks = 3;
    private const int Heads = 4;
    private const float Epsilon = 1e-5f;

    private readonly IComputeDevice _device;
    private readonly IComputeQueue _queue;
    private readonly bool _ternary;
    private readonly int[] _tokens;
    private readonly SequenceSpan[] _sequences;
    private readonly DeviceBatch _batch;
    private readonly EmbeddingTable _embedding;
    private readonly EmbeddingTable _fields;
    private readonly DeviceTensor _weight;
    private readonly DeviceTensor _innerWeight;
    private readonly WeightMatrix[,] _matrices = new WeightMatrix[Blocks, 7];
    private readonly DeviceTensor _hidden;
    private readonly DeviceTensor[] _wide;
    private readonly DeviceTensor[] _inner;
    private readonly DeviceTensor _pooled;
    private readonly QuantizedRows _quantized;
    private readonly QuantizedRows _innerQuantized;
    private readonly float[] _features;

    public EncodeBench(string kernels, int texts, int tokensEach, bool ternary)
        : this(ProductBench.Open(kernels, threads: 1), workers: 1, texts, tokensEach, ternary)
    {
    }

    /// <summary>On any device, which is disposed of with this.</summary>
    public EncodeBench(IComputeDevice device, int workers, int texts, int tokensEach, bool ternary)
    {
        Texts = texts;
        _ternary = ternary;
        int rows = texts * tokensEach;
        _device = device;
        _queue = _device.CreateQueue(workers);
        _tokens = [.. Enumerable.Range(0, rows).Select(i => (i * 37) % 2456)];
        _sequences = [.. Enumerable.Range(0, texts).Select(i => new SequenceSpan(i * tokensEach, tokensEach, 0, 0))];
        _batch = _device.CreateBatch(rows, texts);
        byte[] half = new byte[2456 * Width * 2];
        new Random(1).NextBytes(half);
        Array.ForEach([.. Enumerable.Range(0, half.Length / 2)], i => half[(2 * i) + 1] = 0x38); // finite
        _embedding = _device.LoadEmbedding(half.AsMemory(), 2456, Width);
        _fields = _device.LoadEmbedding(TernaryInputs.Activations(24 * Width).AsSpan(), 24, Width);
        _weight = Ones(Width);
        _innerWeight = Ones(Inner);
        (int Outputs, int Inputs)[] shapes = [(Width, Width), (Width, Width), (Width, Width), (Width, Width), (Inner, Width), (Inner, Width), (Width, Inner)];
        for (int block = 0; block < Blocks; block++)
        {
            for (int i = 0; i < shapes.Length; i++)
            {
                (int outputs, int inputs) = shapes[i];
                _matrices[block, i] = ternary
                    ? _device.LoadTernary(TernaryInputs.Weights(outputs, inputs))
                    : _device.LoadDense(TernaryInputs.Activations(outputs * inputs), outputs, inputs);
            }
        }

        _hidden = _device.CreateTensor(rows, Width);
        _wide = [.. Enumerable.Range(0, 5).Select(_ => _device.CreateTensor(rows, Width))];
        _inner = [.. Enumerable.Range(0, 3).Select(_ => _device.CreateTensor(rows, Inner))];
        _pooled = _device.CreateTensor(texts, 2 * Width);
        _quantized = _device.CreateQuantizedRows(rows, Width);
        _innerQuantized = _device.CreateQuantizedRows(rows, Inner);
        _features = new float[texts * 2 * Width];
    }

    public int Texts { get; }

    /// <summary>Multiply-adds with weights in one run.</summary>
    public double MultiplyAdds => (double)_tokens.Length * Blocks * ((4 * Width * Width) + (3 * Width * Inner));

    public void Run()
    {
        int rows = _tokens.Length;
        _queue.Upload(new SequenceBatch { Tokens = _tokens, FieldOrdinals = _tokens.AsSpan(0, 0), Sequences = _sequences }, _batch);
        _queue.Embed(_batch, _embedding, null, _hidden);
        for (int block = 0; block < Blocks; block++)
        {
            Attend(block, rows);
            FeedForward(block, rows);
        }

        _queue.RmsNorm(_hidden, _weight, Epsilon, rows, _hidden);
        _queue.Pool(_batch, Pooling.Both, _hidden, _pooled);
        _queue.Download(_pooled, Texts, _features);
    }

    public void Dispose()
    {
        _fields.Dispose();
        _device.Dispose();
    }

    private void Attend(int block, int rows)
    {
        Norm(_hidden, _weight, rows, _quantized, _wide[4]);
        Multiply(_quantized, _wide[4], _matrices[block, 0], rows, _wide[0], accumulate: false);
        Multiply(_quantized, _wide[4], _matrices[block, 1], rows, _wide[1], accumulate: false);
        Multiply(_quantized, _wide[4], _matrices[block, 2], rows, _wide[2], accumulate: false);
        _queue.Rope(_batch, _wide[0], Heads, Width / Heads, 10_000);
        _queue.Rope(_batch, _wide[1], Heads, Width / Heads, 10_000);
        _queue.Attention(_batch, new AttentionArguments
        {
            Query = _wide[0],
            Key = _wide[1],
            Value = _wide[2],
            Output = _wide[3],
            Heads = Heads,
            KeyValueHeads = Heads,
            HeadSize = Width / Heads,
        });
        Norm(_wide[3], _weight, rows, _quantized, _wide[4]);
        Multiply(_quantized, _wide[4], _matrices[block, 3], rows, _hidden, accumulate: true);
    }

    private void FeedForward(int block, int rows)
    {
        Norm(_hidden, _weight, rows, _quantized, _wide[4]);
        Multiply(_quantized, _wide[4], _matrices[block, 4], rows, _inner[0], accumulate: false);
        Multiply(_quantized, _wide[4], _matrices[block, 5], rows, _inner[1], accumulate: false);
        _queue.Gate(GateActivation.SquaredRelu, _inner[0], _inner[1], rows, _inner[0]);
        Norm(_inner[0], _innerWeight, rows, _innerQuantized, _inner[2]);
        Multiply(_innerQuantized, _inner[2], _matrices[block, 6], rows, _hidden, accumulate: true);
    }

    private void Norm(DeviceTensor input, DeviceTensor weight, int rows, QuantizedRows quantized, DeviceTensor normalized)
    {
        if (_ternary)
        {
            _queue.RmsNormQuantize(input, weight, Epsilon, rows, quantized);
        }
        else
        {
            _queue.RmsNorm(input, weight, Epsilon, rows, normalized);
        }
    }

    private void Multiply(QuantizedRows quantized, DeviceTensor normalized, WeightMatrix matrix, int rows, DeviceTensor output, bool accumulate)
    {
        if (_ternary)
        {
            _queue.TernaryMatMul(quantized, matrix, rows, output, accumulate);
        }
        else
        {
            _queue.DenseMatMul(normalized, matrix, rows, output, accumulate);
        }
    }

    private DeviceTensor Ones(int width)
    {
        float[] ones = new float[width];
        Array.Fill(ones, 1f);
        return _device.CreateTensor(ones, 1, width);
    }
}
