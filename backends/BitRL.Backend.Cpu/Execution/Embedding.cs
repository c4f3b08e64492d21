using BitRL.Contracts.Backends;

namespace BitRL.Backend.Cpu.Execution;

/// <summary>Reads the rows of a batch out of embedding tables. Bound by memory, and short: one thread does it.</summary>
internal static unsafe class Embedding
{
    /// <summary>output[r] = tokens[token of row r] + (fields?[field ordinal of row r]). Everything was checked.</summary>
    public static void Write(IRowKernels kernels, DeviceBatch batch, HostEmbeddingTable tokens, HostEmbeddingTable? fields, float* output)
    {
        ReadOnlySpan<int> ids = batch.Tokens;
        ReadOnlySpan<int> ordinals = batch.FieldOrdinals;
        fixed (byte* tokenRows = tokens.Content, fieldRows = fields is null ? default : fields.Content)
        {
            for (int row = 0; row < ids.Length; row++, output += tokens.Width)
            {
                if (fields is not null)
                {
                    Read(kernels, fields, fieldRows, ordinals[row], addend: null, output);
                }

                Read(kernels, tokens, tokenRows, ids[row], fields is null ? null : output, output);
            }
        }
    }

    // output = the entry, plus what is in the addend where there is one.
    private static void Read(IRowKernels kernels, HostEmbeddingTable table, byte* content, int entry, float* addend, float* output)
    {
        long offset = (long)entry * table.Width;
        if (table.IsHalf)
        {
            kernels.WidenHalf((ushort*)content + offset, addend, table.Width, output);
        }
        else
        {
            kernels.Copy((float*)content + offset, addend, table.Width, output);
        }
    }
}
