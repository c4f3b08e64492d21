namespace BitRL.Contracts.Backends;

/// <summary>
/// Operations on one device, in order. A call may return before the work is done; only <see cref="Download"/> waits. Used by one thread at a
/// time. "rows" is always the number of leading rows to process. Shapes are checked: a mismatch throws <see cref="ArgumentException"/>
/// before anything is written. Between one <see cref="Upload"/> and one <see cref="Download"/> nothing crosses the bus.
/// </summary>
public interface IComputeQueue : IDisposable
{
    /// <summary>Sends the tokens, field ordinals and sequence table of a batch to the device.</summary>
    void Upload(in SequenceBatch batch, DeviceBatch target);

    /// <summary>output[r] = tokens[token of row r] + (fields?[field ordinal of row r]).</summary>
    /// <exception cref="ArgumentException">A token or ordinal lies outside its table (checked at the upload or here), or shapes differ.</exception>
    void Embed(DeviceBatch batch, EmbeddingTable tokens, EmbeddingTable? fields, DeviceTensor output);

    /// <summary>output = input / √(mean(input²) + epsilon) · weight, by row; output may be the input.</summary>
    void RmsNorm(DeviceTensor input, DeviceTensor weight, float epsilon, int rows, DeviceTensor output);

    /// <summary>RMSNorm, then quantisation to int8 rows.</summary>
    void RmsNormQuantize(DeviceTensor input, DeviceTensor weight, float epsilon, int rows, QuantizedRows output);

    /// <summary>output = input · matrixᵀ for a matrix of <see cref="IComputeDevice.LoadTernary"/>: (Σ c·q − Σ q)/s · scale. With <paramref name="accumulate"/>, adds to the output.</summary>
    void TernaryMatMul(QuantizedRows input, WeightMatrix matrix, int rows, DeviceTensor output, bool accumulate);

    /// <summary>output = input · matrixᵀ for a matrix of <see cref="IComputeDevice.LoadDense"/>. With <paramref name="accumulate"/>, adds to the output.</summary>
    void DenseMatMul(DeviceTensor input, WeightMatrix matrix, int rows, DeviceTensor output, bool accumulate);

    /// <summary>Rotates each head of each row in place: pairs (j, j + headSize/2), angle position · frequencyBase^(−2j/headSize) (the NEOX form).</summary>
    void Rope(DeviceBatch batch, DeviceTensor values, int heads, int headSize, float frequencyBase);

    /// <summary>Attention; see <see cref="AttentionArguments"/>.</summary>
    void Attention(DeviceBatch batch, in AttentionArguments arguments);

    /// <summary>output = activation(gate) · up, element by element; output may be either input.</summary>
    void Gate(GateActivation activation, DeviceTensor gate, DeviceTensor up, int rows, DeviceTensor output);

    /// <summary>Copies whole rows between tensors of the same width (into and within prefix stores).</summary>
    void CopyRows(DeviceTensor source, int sourceRow, DeviceTensor target, int targetRow, int rows);

    /// <summary>One output row a sequence, over its new tokens; output width = input width, or twice that for <see cref="Pooling.Both"/>.</summary>
    void Pool(DeviceBatch batch, Pooling pooling, DeviceTensor input, DeviceTensor output);

    /// <summary>Waits for all operations and copies the first <paramref name="rows"/> rows to the host; <paramref name="destination"/> has rows × width elements.</summary>
    void Download(DeviceTensor source, int rows, Span<float> destination);
}
