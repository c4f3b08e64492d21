using BitRL.Backend.Torch.Memory;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.Torch.Execution;

/// <summary>Shape checks of an attention.</summary>
internal static class AttentionShapes
{
    /// <summary>Checks everything.</summary>
    /// <exception cref="ArgumentException">Something does not fit.</exception>
    public static void Require(TorchDevice device, TorchBatch batch, in AttentionArguments arguments)
    {
        TorchTensor query = Rows(device, batch, arguments.Query, arguments.Heads, arguments.HeadSize, "Query");
        TorchTensor key = Rows(device, batch, arguments.Key, arguments.KeyValueHeads, arguments.HeadSize, "Key");
        TorchTensor value = Rows(device, batch, arguments.Value, arguments.KeyValueHeads, arguments.HeadSize, "Value");
        TorchTensor output = Rows(device, batch, arguments.Output, arguments.Heads, arguments.HeadSize, "Output");
        Check.Distinct(query, output, "Output");
        Check.Distinct(key, output, "Output");
        Check.Distinct(value, output, "Output");
        if (arguments.Heads % arguments.KeyValueHeads != 0)
        {
            throw new ArgumentException($"{arguments.KeyValueHeads} key/value heads do not divide {arguments.Heads} query heads", nameof(arguments));
        }

        if (batch.PrefixEnd > 0)
        {
            RequirePrefix(device, batch, arguments.PrefixKey, key.Width, "PrefixKey");
            RequirePrefix(device, batch, arguments.PrefixValue, key.Width, "PrefixValue");
        }
    }

    private static TorchTensor Rows(TorchDevice device, TorchBatch batch, DeviceTensor tensor, int heads, int headSize, string name)
    {
        TorchTensor own = Check.Own<TorchTensor>(device, tensor, name);
        Check.Heads(heads, headSize, own.Width, name);
        Check.Rows(batch.TokenCount, own.Rows, name);
        return own;
    }

    private static void RequirePrefix(TorchDevice device, TorchBatch batch, DeviceTensor? tensor, int width, string name)
    {
        if (tensor is null)
        {
            throw new ArgumentException($"a sequence of the batch has a prefix, so {name} must be given", name);
        }

        TorchTensor own = Check.Own<TorchTensor>(device, tensor, name);
        Check.Width(own.Width, width, name);
        if (batch.PrefixEnd > own.Rows)
        {
            throw new ArgumentException($"a sequence of the batch has a prefix that ends at row {batch.PrefixEnd}; {name} has {own.Rows} rows", name);
        }
    }
}
