using System.Buffers.Binary;

namespace BitRL.Model.Weights;

/// <summary>Brings model files whose ternary matrices were packed in another way into the layout that is run. Thread-safe.</summary>
public static class TernaryRepacking
{
    private const int RowsTogether = 4;

    /// <summary>Writes a copy of a model with its ternary matrices in <see cref="TernaryLayout.Blocks128"/>; all else stays as it is. One matrix at a time is in memory.</summary>
    /// <param name="source">The model; stays open.</param>
    /// <param name="layout">How its matrices are packed.</param>
    /// <param name="path">Where; not the source. An existing file is replaced when the new one is whole.</param>
    /// <returns>How many matrices were repacked.</returns>
    /// <exception cref="GgufFormatException">A tensor cannot be read, holds code 3, or has another number of rows than the layout can hold.</exception>
    /// <exception cref="IOException">Writing failed; nothing was left behind.</exception>
    public static int Save(GgufFile source, TernaryLayout layout, string path)
    {
        ArgumentNullException.ThrowIfNull(source);
        var writer = new GgufWriter();
        foreach (GgufValue value in source.Metadata)
        {
            writer.Add(value);
        }

        int matrices = 0;
        foreach (GgufTensor tensor in source.Tensors)
        {
            if (tensor.Type == GgufTensorType.I2_S)
            {
                matrices++;
                writer.AddGenerated(tensor.Name, tensor.Type, stream => Write(tensor, layout, stream), tensor.Dimensions.AsSpan());
            }
            else
            {
                writer.Add(tensor);
            }
        }

        writer.Save(path);
        return matrices;
    }

    /// <summary>Repacks one matrix into <see cref="TernaryLayout.Blocks128"/>.</summary>
    /// <param name="codes">Outputs × inputs / 4 bytes in <paramref name="layout"/>.</param>
    /// <param name="outputs">Rows; a multiple of 4 for <see cref="TernaryLayout.Rows4"/>.</param>
    /// <param name="inputs">Columns, a multiple of 128.</param>
    /// <param name="layout">How they are packed.</param>
    /// <param name="repacked">As many bytes; overwritten; not the same memory.</param>
    /// <exception cref="ArgumentException">Lengths do not fit the shape, or the shape not the layout.</exception>
    public static void Repack(ReadOnlySpan<byte> codes, int outputs, int inputs, TernaryLayout layout, Span<byte> repacked)
    {
        long bytes = (long)outputs * inputs / 4;
        if (inputs % TernaryPacking.BlockElements != 0 || codes.Length != bytes || repacked.Length != bytes || (layout == TernaryLayout.Rows4 && outputs % RowsTogether != 0))
        {
            throw new ArgumentException($"{codes.Length} bytes of codes and {repacked.Length} to fill for shape [{outputs}, {inputs}] in the layout {layout}", nameof(codes));
        }

        int at = 0;
        for (int row = 0; row < outputs; row++)
        {
            for (int block = 0; block < inputs; block += TernaryPacking.BlockElements)
            {
                for (int i = 0; i < TernaryPacking.BlockBytes; i++)
                {
                    int packed = 0;
                    for (int quarter = 0; quarter < 4; quarter++)
                    {
                        packed = (packed << 2) | Code(codes, inputs, layout, row, block + (quarter * TernaryPacking.BlockBytes) + i);
                    }

                    repacked[at++] = (byte)packed;
                }
            }
        }
    }

    private static int Code(ReadOnlySpan<byte> codes, int inputs, TernaryLayout layout, int row, int column)
    {
        (long at, int place) = layout switch
        {
            TernaryLayout.Blocks64 => (((long)row * inputs / 4) + (column / 64 * 16) + (column % 16), column % 64 / 16),
            TernaryLayout.Rows4 => (((long)row / RowsTogether * inputs) + column, row % RowsTogether),
            _ => (((long)row * inputs / 4) + (column / 128 * 32) + (column % 32), column % 128 / 32),
        };
        return (codes[(int)at] >> (6 - (2 * place))) & 3;
    }

    private static void Write(GgufTensor tensor, TernaryLayout layout, Stream stream)
    {
        // Which element a code belongs to does not matter to what is checked here.
        var weights = tensor.ReadTernary();
        if (layout == TernaryLayout.Rows4 && weights.Outputs % RowsTogether != 0)
        {
            throw tensor.Error($"tensor '{tensor.Name}' has {weights.Outputs} rows, which is not a multiple of {RowsTogether}", "it was not packed four rows together: choose another layout");
        }

        byte[] repacked = new byte[weights.Codes.Length];
        Repack(weights.Codes.Span, weights.Outputs, weights.Inputs, layout, repacked);
        Span<byte> tail = stackalloc byte[GgufTypes.TernaryTailBytes];
        tail.Clear();
        BinaryPrimitives.WriteSingleLittleEndian(tail, weights.Scale);
        stream.Write(repacked);
        stream.Write(tail);
        tensor.Release();
    }
}
