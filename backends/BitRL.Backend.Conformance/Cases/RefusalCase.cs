using BitRL.Contracts.Backends;

namespace BitRL.Backend.Conformance.Cases;

/// <summary>What does not fit is refused with <see cref="ArgumentException"/>, and what was released with <see cref="ObjectDisposedException"/>. The error is 0 where it is, 1 where it is not.</summary>
internal sealed class RefusalCase(string what, Action<Bench> wrong)
    : ConformanceCase("refusal", what, Tolerances.Exact)
{
    public static IEnumerable<ConformanceCase> All { get; } =
    [
        new RefusalCase("a token outside the table", bench => bench.Queue.Embed(bench.Batch([1, 9, 2], [], Inputs.Sequences([3])), bench.Embedding(new float[9 * 8], 8), null, bench.Tensor(3, 8))),
        new RefusalCase("a negative token", bench => bench.Queue.Embed(bench.Batch([1, -1, 2], [], Inputs.Sequences([3])), bench.Embedding(new float[9 * 8], 8), null, bench.Tensor(3, 8))),
        new RefusalCase("an ordinal outside the table", bench => bench.Queue.Embed(bench.Batch([1, 2], [0, 4], Inputs.Sequences([2])), bench.Embedding(new float[9 * 8], 8), bench.Embedding(new float[4 * 8], 8), bench.Tensor(2, 8))),
        new RefusalCase("a gap between sequences", bench => bench.Batch([1, 2, 3], [], [new(0, 1, 0, 0), new(2, 1, 0, 0)])),
        new RefusalCase("sequences that miss a token", bench => bench.Batch([1, 2, 3], [], [new(0, 2, 0, 0)])),
        new RefusalCase("an empty sequence", bench => bench.Batch([1, 2], [], [new(0, 2, 0, 0), new(2, 0, 0, 0)])),
        new RefusalCase("a prefix without a store", bench => Attend(bench, new(0, 2, 0, 3), prefixRows: 0)),
        new RefusalCase("a prefix past the store's end", bench => Attend(bench, new(0, 2, 2, 3), prefixRows: 4)),
        new RefusalCase("more rows than the output has", bench => bench.Queue.RmsNorm(bench.Tensor(5, 8), bench.Tensor(1, 8), 1e-5f, 5, bench.Tensor(4, 8))),
        new RefusalCase("a norm weight of another width", bench => bench.Queue.RmsNorm(bench.Tensor(5, 8), bench.Tensor(1, 9), 1e-5f, 5, bench.Tensor(5, 8))),
        new RefusalCase("quantised rows of another width", bench => bench.Queue.TernaryMatMul(bench.Quantized(2, 256), bench.Ternary(TernaryTestMatrix.Constant(4, 128, 1).Weights), 2, bench.Tensor(2, 4), accumulate: false)),
        new RefusalCase("an output of another width", bench => bench.Queue.TernaryMatMul(bench.Quantized(2, 128), bench.Ternary(TernaryTestMatrix.Constant(4, 128, 1).Weights), 2, bench.Tensor(2, 5), accumulate: false)),
        new RefusalCase("heads that do not fill the row", bench => bench.Queue.Rope(bench.Batch(Inputs.Sequences([2])), bench.Tensor(2, 64), 3, 20, 10_000)),
        new RefusalCase("a copy past the end", bench => bench.Queue.CopyRows(bench.Tensor(4, 8), 2, bench.Tensor(4, 8), 0, 3)),
        new RefusalCase("inputs that are no multiple of 128", bench => bench.Ternary(new TernaryWeights(new byte[64], 4, 64, 1))),
        new RefusalCase("too few bytes of codes", bench => bench.Ternary(new TernaryWeights(new byte[127], 4, 128, 1))),
        new RefusalCase("an output that is an input", bench => MultiplyInPlace(bench, bench.Tensor(2, 128))),
        new RefusalCase("a tensor of another device", bench => Download(bench, new ForeignTensor(1, 4))),
        new RefusalCase("a batch of another device", bench => bench.Queue.Upload(new SequenceBatch { Tokens = [1], Sequences = [new(0, 1, 0, 0)] }, new ForeignBatch(1, 1))),
        new RefusalCase("a tensor that was released", bench => Download(bench, Released(bench.Tensor(1, 4)))),
        new RefusalCase("a dense matrix for quantised rows", bench => bench.Queue.TernaryMatMul(bench.Quantized(2, 128), bench.Dense(new float[4 * 128], 4, 128), 2, bench.Tensor(2, 4), accumulate: false)),
        new RefusalCase("a ternary matrix for float32 rows", bench => bench.Queue.DenseMatMul(bench.Tensor(2, 128), bench.Ternary(TernaryTestMatrix.Constant(4, 128, 1).Weights), 2, bench.Tensor(2, 4), accumulate: false)),
        new RefusalCase("a destination that is too small", bench => bench.Queue.Download(bench.Tensor(4, 8), 4, new float[31])),
    ];

    private protected override double MaxError(Bench bench)
    {
        try
        {
            wrong(bench);
            return 1;
        }
        catch (Exception refusal) when (refusal is ArgumentException or ObjectDisposedException)
        {
            return 0;
        }
    }

    private static void Download(Bench bench, DeviceTensor tensor) => bench.Queue.Download(tensor, 1, new float[tensor.Width]);

    private static DeviceTensor Released(DeviceTensor tensor)
    {
        tensor.Dispose();
        return tensor;
    }

    private static void MultiplyInPlace(Bench bench, DeviceTensor tensor) =>
        bench.Queue.DenseMatMul(tensor, bench.Dense(new float[tensor.Width * tensor.Width], tensor.Width, tensor.Width), 1, tensor, accumulate: false);

    private static void Attend(Bench bench, SequenceSpan sequence, int prefixRows)
    {
        const int width = 8;
        DeviceTensor? store = prefixRows == 0 ? null : bench.Tensor(prefixRows, width);
        bench.Queue.Attention(bench.Batch(sequence), new AttentionArguments
        {
            Query = bench.Tensor(2, width),
            Key = bench.Tensor(2, width),
            Value = bench.Tensor(2, width),
            PrefixKey = store,
            PrefixValue = store,
            Output = bench.Tensor(2, width),
            Heads = 2,
            KeyValueHeads = 2,
            HeadSize = 4,
        });
    }

    private sealed class ForeignTensor(int rows, int width) : DeviceTensor(rows, width)
    {
        protected override void Release()
        {
        }
    }

    private sealed class ForeignBatch(int maxTokens, int maxSequences) : DeviceBatch(maxTokens, maxSequences);
}
