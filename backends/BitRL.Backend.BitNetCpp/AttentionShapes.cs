using BitRL.Backend.BitNetCpp.Interop;
using BitRL.Backend.BitNetCpp.Memory;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.BitNetCpp;

/// <summary>What the library needs of an attention.</summary>
internal static unsafe class AttentionShapes
{
    /// <summary>Checks everything, and gives what the library needs.</summary>
    /// <exception cref="ArgumentException">Something does not fit, or was not made by this device.</exception>
    public static NativeAttention Checked(NativeDevice device, NativeBatch batch, in AttentionArguments arguments)
    {
        DeviceArguments.Attention(arguments, batch.TokenCount, batch.PrefixEnd);
        return new NativeAttention
        {
            Query = device.Own<NativeTensor>(arguments.Query, nameof(arguments.Query)).Pointer,
            Key = device.Own<NativeTensor>(arguments.Key, nameof(arguments.Key)).Pointer,
            Value = device.Own<NativeTensor>(arguments.Value, nameof(arguments.Value)).Pointer,
            PrefixKey = Prefix(device, batch, arguments.PrefixKey, nameof(arguments.PrefixKey)),
            PrefixValue = Prefix(device, batch, arguments.PrefixValue, nameof(arguments.PrefixValue)),
            Output = device.Own<NativeTensor>(arguments.Output, nameof(arguments.Output)).Pointer,
            Sequences = batch.Sequences,
            SequenceCount = batch.SequenceCount,
            Heads = arguments.Heads,
            KeyValueHeads = arguments.KeyValueHeads,
            HeadSize = arguments.HeadSize,
            Rows = batch.TokenCount,
            MaxContext = batch.MaxContext,
        };
    }

    // Null where no sequence of the batch has a prefix.
    private static float* Prefix(NativeDevice device, NativeBatch batch, DeviceTensor? store, string name) =>
        batch.PrefixEnd == 0 || store is null ? null : device.Own<NativeTensor>(store, name).Pointer;
}
