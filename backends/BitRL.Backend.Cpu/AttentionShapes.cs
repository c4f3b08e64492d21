using BitRL.Backend.Cpu.Memory;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.Cpu;

/// <summary>Shape checks of an attention.</summary>
internal static unsafe class AttentionShapes
{
    /// <summary>Checks everything and gives raw access.</summary>
    public static AttentionView Checked(CpuDevice device, CpuBatch batch, in AttentionArguments arguments)
    {
        int headSize = arguments.HeadSize;
        CpuTensor query = Rows(device, batch, arguments.Query, arguments.Heads, headSize, "Query");
        CpuTensor key = Rows(device, batch, arguments.Key, arguments.KeyValueHeads, headSize, "Key");
        CpuTensor value = Rows(device, batch, arguments.Value, arguments.KeyValueHeads, headSize, "Value");
        CpuTensor output = Rows(device, batch, arguments.Output, arguments.Heads, headSize, "Output");
        Check.Distinct(query, output, "Output");
        Check.Distinct(key, output, "Output");
        Check.Distinct(value, output, "Output");
        if (arguments.Heads % arguments.KeyValueHeads != 0)
        {
            throw new ArgumentException($"{arguments.KeyValueHeads} key/value heads do not divide {arguments.Heads} query heads", nameof(arguments));
        }

        CpuTensor? prefixKey = Prefix(device, batch, arguments.PrefixKey, key.Width, "PrefixKey");
        CpuTensor? prefixValue = Prefix(device, batch, arguments.PrefixValue, key.Width, "PrefixValue");
        return new AttentionView
        {
            Query = query.Pointer,
            Key = key.Pointer,
            Value = value.Pointer,
            PrefixKey = prefixKey is null ? null : prefixKey.Pointer,
            PrefixValue = prefixValue is null ? null : prefixValue.Pointer,
            Output = output.Pointer,
            Heads = arguments.Heads,
            KeyValueHeads = arguments.KeyValueHeads,
            HeadSize = headSize,
        };
    }

    private static CpuTensor Rows(CpuDevice device, CpuBatch batch, DeviceTensor tensor, int heads, int headSize, string name)
    {
        CpuTensor own = Check.Own<CpuTensor>(device, tensor, name);
        Check.Heads(heads, headSize, own.Width, name);
        Check.Rows(batch.TokenCount, own.Rows, name);
        return own;
    }

    private static CpuTensor? Prefix(CpuDevice device, CpuBatch batch, DeviceTensor? tensor, int width, string name)
    {
        if (batch.PrefixEnd == 0)
        {
            return null;
        }

        if (tensor is null)
        {
            throw new ArgumentException($"a sequence of the batch has a prefix, so {name} must be given", name);
        }

        CpuTensor own = Check.Own<CpuTensor>(device, tensor, name);
        Check.Width(own.Width, width, name);
        if (batch.PrefixEnd > own.Rows)
        {
            throw new ArgumentException($"a sequence of the batch has a prefix that ends at row {batch.PrefixEnd}; {name} has {own.Rows} rows", name);
        }

        return own;
    }
}
