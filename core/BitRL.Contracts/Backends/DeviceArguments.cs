namespace BitRL.Contracts.Backends;

/// <summary>
/// The checks that every <see cref="IComputeDevice"/> and <see cref="IComputeQueue"/> owes its callers, one method for each of theirs, so that backends refuse the same arguments with the
/// same words. Each throws an <see cref="ArgumentException"/> that names the argument, what it has and what is needed, and allocates nothing where all is well. Call it before anything is
/// written. That an object is the device's own is asked of its <see cref="DeviceInventory"/>.
/// </summary>
public static class DeviceArguments
{
    private const int TernaryBlock = 128;

    /// <summary>Workers of a queue are from 1 to the device's threads.</summary>
    public static void Workers(int workers, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(workers, threads);
    }

    /// <summary>Rows and elements a row are at least 1.</summary>
    public static void Shape(int rows, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
    }

    /// <summary>Values that fill a shape: of a tensor, a dense matrix or an embedding table.</summary>
    public static void Floats(ReadOnlySpan<float> values, int rows, int width)
    {
        Shape(rows, width);
        Shapes.Count(values.Length, (long)rows * width, "float32 values", nameof(values));
    }

    /// <summary>Half floats that fill an embedding table.</summary>
    public static void Halves(ReadOnlyMemory<byte> float16, int entries, int width)
    {
        Shape(entries, width);
        Shapes.Count(float16.Length, (long)entries * width * sizeof(ushort), "bytes of half floats", nameof(float16));
    }

    /// <summary>Codes fit the shape, inputs are whole blocks of 128, and the scale is finite.</summary>
    public static void Ternary(TernaryWeights weights)
    {
        Shape(weights.Outputs, weights.Inputs);
        if (weights.Inputs % TernaryBlock != 0)
        {
            throw new ArgumentException($"a ternary matrix with {weights.Inputs} inputs: the layout needs a multiple of {TernaryBlock}", nameof(weights));
        }

        if (!float.IsFinite(weights.Scale))
        {
            throw new ArgumentException($"a ternary matrix with the scale {weights.Scale}: it must be finite", nameof(weights));
        }

        Shapes.Count(weights.Codes.Length, (long)weights.Outputs * weights.Inputs / 4, "bytes of codes", nameof(weights));
    }

    /// <summary>Arguments of <see cref="IComputeQueue.Embed"/>.</summary>
    public static void Embed(DeviceBatch batch, EmbeddingTable tokens, EmbeddingTable? fields, DeviceTensor output)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(tokens);
        Shapes.Tensor(output, batch.TokenCount, tokens.Width, nameof(output));
        Shapes.Table(batch.MaxToken, tokens.Entries, "token");
        if (fields is not null)
        {
            Shapes.Width(fields.Width, tokens.Width, nameof(fields));
            Shapes.Table(batch.MaxOrdinal, fields.Entries, "field ordinal");
            Shapes.Count(batch.FieldOrdinals.Length, batch.TokenCount, "field ordinals", nameof(batch));
        }
    }

    /// <summary>Arguments of <see cref="IComputeQueue.RmsNorm"/>.</summary>
    public static void RmsNorm(DeviceTensor input, DeviceTensor weight, int rows, DeviceTensor output)
    {
        NormInput(input, weight, rows);
        Shapes.Tensor(output, rows, input.Width, nameof(output));
    }

    /// <summary>Arguments of <see cref="IComputeQueue.RmsNormQuantize"/>.</summary>
    public static void RmsNormQuantize(DeviceTensor input, DeviceTensor weight, int rows, QuantizedRows output)
    {
        NormInput(input, weight, rows);
        Shapes.Quantized(output, rows, input.Width, nameof(output));
    }

    /// <summary>Arguments of <see cref="IComputeQueue.TernaryMatMul"/>.</summary>
    public static void TernaryMatMul(QuantizedRows input, WeightMatrix matrix, int rows, DeviceTensor output)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        Shapes.Quantized(input, rows, matrix.Inputs, nameof(input));
        Shapes.Tensor(output, rows, matrix.Outputs, nameof(output));
    }

    /// <summary>Arguments of <see cref="IComputeQueue.DenseMatMul"/>.</summary>
    public static void DenseMatMul(DeviceTensor input, WeightMatrix matrix, int rows, DeviceTensor output)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        Shapes.Distinct(input, output, nameof(output));
        Shapes.Tensor(input, rows, matrix.Inputs, nameof(input));
        Shapes.Tensor(output, rows, matrix.Outputs, nameof(output));
    }

    /// <summary>Arguments of <see cref="IComputeQueue.Rope"/>.</summary>
    public static void Rope(DeviceBatch batch, DeviceTensor values, int heads, int headSize)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Shapes.Heads(values, heads, headSize, batch.TokenCount, nameof(values));
    }

    /// <summary>Arguments of <see cref="IComputeQueue.Attention"/>.</summary>
    public static void Attention(DeviceBatch batch, in AttentionArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Shapes.Heads(arguments.Query, arguments.Heads, arguments.HeadSize, batch.TokenCount, nameof(arguments.Query));
        Shapes.Heads(arguments.Key, arguments.KeyValueHeads, arguments.HeadSize, batch.TokenCount, nameof(arguments.Key));
        Shapes.Heads(arguments.Value, arguments.KeyValueHeads, arguments.HeadSize, batch.TokenCount, nameof(arguments.Value));
        Shapes.Heads(arguments.Output, arguments.Heads, arguments.HeadSize, batch.TokenCount, nameof(arguments.Output));
        Shapes.Distinct(arguments.Query, arguments.Output, nameof(arguments.Output));
        Shapes.Distinct(arguments.Key, arguments.Output, nameof(arguments.Output));
        Shapes.Distinct(arguments.Value, arguments.Output, nameof(arguments.Output));
        if (arguments.Heads % arguments.KeyValueHeads != 0)
        {
            throw new ArgumentException($"{arguments.KeyValueHeads} key/value heads do not divide {arguments.Heads} query heads", nameof(arguments));
        }

        if (batch.PrefixEnd > 0)
        {
            Prefix(arguments.PrefixKey, arguments.Key.Width, batch.PrefixEnd, nameof(arguments.PrefixKey));
            Prefix(arguments.PrefixValue, arguments.Key.Width, batch.PrefixEnd, nameof(arguments.PrefixValue));
        }
    }

    /// <summary>Arguments of <see cref="IComputeQueue.Gate"/>.</summary>
    public static void Gate(DeviceTensor gate, DeviceTensor up, int rows, DeviceTensor output)
    {
        ArgumentNullException.ThrowIfNull(gate);
        Shapes.Rows(rows, gate.Rows, nameof(gate));
        Shapes.Tensor(up, rows, gate.Width, nameof(up));
        Shapes.Tensor(output, rows, gate.Width, nameof(output));
    }

    /// <summary>Arguments of <see cref="IComputeQueue.CopyRows"/>.</summary>
    public static void CopyRows(DeviceTensor source, int sourceRow, DeviceTensor target, int targetRow, int rows)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        Shapes.Width(target.Width, source.Width, nameof(target));
        Shapes.Range(sourceRow, rows, source.Rows, nameof(source));
        Shapes.Range(targetRow, rows, target.Rows, nameof(target));
    }

    /// <summary>Arguments of <see cref="IComputeQueue.Pool"/>.</summary>
    public static void Pool(DeviceBatch batch, Pooling pooling, DeviceTensor input, DeviceTensor output)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        Shapes.Distinct(input, output, nameof(output));
        Shapes.Rows(batch.TokenCount, input.Rows, nameof(input));
        Shapes.Rows(batch.Sequences.Length, output.Rows, nameof(output));
        Shapes.Width(output.Width, (pooling == Pooling.Both ? 2L : 1L) * input.Width, nameof(output));
    }

    /// <summary>Arguments of <see cref="IComputeQueue.Download"/>.</summary>
    public static void Download(DeviceTensor source, int rows, ReadOnlySpan<float> destination)
    {
        ArgumentNullException.ThrowIfNull(source);
        Shapes.Rows(rows, source.Rows, nameof(source));
        Shapes.Count(destination.Length, (long)rows * source.Width, "places in the destination", nameof(destination));
    }

    private static void NormInput(DeviceTensor input, DeviceTensor weight, int rows)
    {
        ArgumentNullException.ThrowIfNull(input);
        Shapes.Rows(rows, input.Rows, nameof(input));
        Shapes.Tensor(weight, rows: 1, input.Width, nameof(weight));
    }

    private static void Prefix(DeviceTensor? store, int width, long prefixEnd, string name)
    {
        if (store is null)
        {
            throw new ArgumentException($"a sequence of the batch has a prefix, so {name} must be given", name);
        }

        Shapes.Width(store.Width, width, name);
        if (prefixEnd > store.Rows)
        {
            throw new ArgumentException($"a sequence of the batch has a prefix that ends at row {prefixEnd}; {name} has {store.Rows} rows", name);
        }
    }
}
