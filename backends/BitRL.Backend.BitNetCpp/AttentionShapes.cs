using BitRL.Backend.BitNetCpp.Interop;
using BitRL.Backend.BitNetCpp.Memory;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.BitNetCpp;

/// <summary>Shape checks of an attention.</summary>
internal static unsafe class AttentionShapes
{
    /// <summary>Checks everything, and gives what the library needs.</summary>
    public static NativeAttention Checked(NativeDevice device, NativeBatch batch, in AttentionArguments arguments)
    {
        int headSize = arguments.HeadSize;
        NativeTensor query = Rows(device, batch, arguments.Query, arguments.Heads, headSize, "Query");
        NativeTensor key = Rows(device, batch, arguments.Key, arguments.KeyValueHeads, headSize, "Key");
        NativeTensor value = Rows(device, batch, arguments.Value, arguments.KeyValueHeads, headSize, "Value");
        NativeTensor output = Rows(device, batch, arguments.Output, arguments.Heads, headSize, "Output");
        Check.Distinct(query, output, "Output");
        Check.Distinct(key, output, "Output");
        Check.Distinct(value, output, "Output");
        if (arguments.Heads % arguments.KeyValueHeads != 0)
        {
            throw new ArgumentException($"{arguments.KeyValueHeads} key/value heads do not divide {arguments.Heads} query heads", nameof(arguments));
        }

        return new NativeAttention
        {
            Query = query.Pointer,
            Key = key.Pointer,
            Value = value.Pointer,
            PrefixKey = Prefix(device, batch, arguments.PrefixKey, key.Width, "PrefixKey"),
            PrefixValue = Prefix(device, batch, arguments.PrefixValue, key.Width, "PrefixValue"),
            Output = output.Pointer,
            Sequences = batch.Sequences,
            SequenceCount = batch.SequenceCount,
            Heads = arguments.Heads,
            KeyValueHeads = arguments.KeyValueHeads,
            HeadSize = headSize,
            Rows = batch.TokenCount,
            MaxContext = batch.MaxContext,
        };
    }

    private static NativeTensor Rows(NativeDevice device, NativeBatch batch, DeviceTensor tensor, int heads, int headSize, string name)
    {
        NativeTensor own = Check.Own<NativeTensor>(device, tensor, name);
        Check.Heads(heads, headSize, own.Width, name);
        Check.Rows(batch.TokenCount, own.Rows, name);
        return own;
    }

    // Null where no sequence of the batch has a prefix.
    private static float* Prefix(NativeDevice device, NativeBatch batch, DeviceTensor? tensor, int width, string name)
    {
        if (batch.PrefixEnd == 0)
        {
            return null;
        }

        if (tensor is null)
        {
            throw new ArgumentException($"a sequence of the batch has a prefix, so {name} must be given", name);
        }

        NativeTensor own = Check.Own<NativeTensor>(device, tensor, name);
        Check.Width(own.Width, width, name);
        if (batch.PrefixEnd > own.Rows)
        {
            throw new ArgumentException($"a sequence of the batch has a prefix that ends at row {batch.PrefixEnd}; {name} has {own.Rows} rows", name);
        }

        return own.Pointer;
    }
}
