using BitRL.Contracts.Backends;

namespace BitRL.Backend.Tests.Conformance;

/// <summary>A device whose downloads are wrong in one element by a small share: what conformance must find.</summary>
internal sealed class FaultyDevice(IComputeDevice inner, float share) : IComputeDevice
{
    public DeviceDescriptor Descriptor => inner.Descriptor;

    public IComputeQueue CreateQueue(int workers) => new FaultyQueue(inner.CreateQueue(workers), share);

    public DeviceTensor CreateTensor(int rows, int width) => inner.CreateTensor(rows, width);

    public DeviceTensor CreateTensor(ReadOnlySpan<float> values, int rows, int width) => inner.CreateTensor(values, rows, width);

    public QuantizedRows CreateQuantizedRows(int rows, int width) => inner.CreateQuantizedRows(rows, width);

    public DeviceBatch CreateBatch(int maxTokens, int maxSequences) => inner.CreateBatch(maxTokens, maxSequences);

    public WeightMatrix LoadTernary(TernaryWeights weights) => inner.LoadTernary(weights);

    public WeightMatrix LoadDense(ReadOnlySpan<float> values, int outputs, int inputs) => inner.LoadDense(values, outputs, inputs);

    public EmbeddingTable LoadEmbedding(ReadOnlyMemory<byte> float16, int entries, int width) => inner.LoadEmbedding(float16, entries, width);

    public EmbeddingTable LoadEmbedding(ReadOnlySpan<float> values, int entries, int width) => inner.LoadEmbedding(values, entries, width);

    public void Dispose() => inner.Dispose();

    private sealed class FaultyQueue(IComputeQueue inner, float share) : IComputeQueue
    {
        private int _downloads;

        public void Upload(in SequenceBatch batch, DeviceBatch target) => inner.Upload(batch, target);

        public void Embed(DeviceBatch batch, EmbeddingTable tokens, EmbeddingTable? fields, DeviceTensor output) => inner.Embed(batch, tokens, fields, output);

        public void RmsNorm(DeviceTensor input, DeviceTensor weight, float epsilon, int rows, DeviceTensor output) => inner.RmsNorm(input, weight, epsilon, rows, output);

        public void RmsNormQuantize(DeviceTensor input, DeviceTensor weight, float epsilon, int rows, QuantizedRows output) => inner.RmsNormQuantize(input, weight, epsilon, rows, output);

        public void TernaryMatMul(QuantizedRows input, WeightMatrix matrix, int rows, DeviceTensor output, bool accumulate) => inner.TernaryMatMul(input, matrix, rows, output, accumulate);

        public void DenseMatMul(DeviceTensor input, WeightMatrix matrix, int rows, DeviceTensor output, bool accumulate) => inner.DenseMatMul(input, matrix, rows, output, accumulate);

        public void Rope(DeviceBatch batch, DeviceTensor values, int heads, int headSize, float frequencyBase) => inner.Rope(batch, values, heads, headSize, frequencyBase);

        public void Attention(DeviceBatch batch, in AttentionArguments arguments) => inner.Attention(batch, arguments);

        public void Gate(GateActivation activation, DeviceTensor gate, DeviceTensor up, int rows, DeviceTensor output) => inner.Gate(activation, gate, up, rows, output);

        public void CopyRows(DeviceTensor source, int sourceRow, DeviceTensor target, int targetRow, int rows) => inner.CopyRows(source, sourceRow, target, targetRow, rows);

        public void Pool(DeviceBatch batch, Pooling pooling, DeviceTensor input, DeviceTensor output) => inner.Pool(batch, pooling, input, output);

        public void Download(DeviceTensor source, int rows, Span<float> destination)
        {
            inner.Download(source, rows, destination);
            int largest = 0;
            for (int i = 0; i < destination.Length; i++)
            {
                largest = MathF.Abs(destination[i]) > MathF.Abs(destination[largest]) ? i : largest;
            }

            // Another error each time, so that two wrong downloads do not agree.
            destination[largest] += (MathF.Abs(destination[largest]) + 1e-3f) * share * ++_downloads;
        }

        public void Dispose() => inner.Dispose();
    }
}
