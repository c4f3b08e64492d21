using BitRL.Contracts.Backends;
using BitRL.Model.Transformer;

namespace BitRL.Model.KvCache;

/// <summary>Keys and values of cached prefixes, by block: equal slots of consecutive rows, one prefix a slot.</summary>
internal sealed class PrefixStore : IDisposable
{
    public PrefixStore(Backbone backbone, int slots, int slotTokens)
    {
        Slots = slots;
        SlotTokens = slotTokens;
        int width = backbone.Configuration.KeyValueSize;
        Keys = [.. backbone.Blocks.Select(_ => backbone.Device.CreateTensor(slots * slotTokens, width))];
        Values = [.. backbone.Blocks.Select(_ => backbone.Device.CreateTensor(slots * slotTokens, width))];
    }

    /// <summary>Prefixes it can hold.</summary>
    public int Slots { get; }

    /// <summary>Longest prefix, in tokens.</summary>
    public int SlotTokens { get; }

    /// <summary>Rotated keys by block, [slots · slot tokens, key/value size].</summary>
    public DeviceTensor[] Keys { get; }

    /// <summary>Values by block, the same shape.</summary>
    public DeviceTensor[] Values { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (DeviceTensor tensor in Keys.Concat(Values))
        {
            tensor.Dispose();
        }
    }
}
