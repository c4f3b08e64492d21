using BitRL.Backend.Cpu.Memory;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.Cpu;

/// <summary>Raw access to the tensors of an attention.</summary>
internal static unsafe class AttentionShapes
{
    /// <summary>Checks everything and gives raw access.</summary>
    /// <exception cref="ArgumentException">Something does not fit, or was not made by this device.</exception>
    public static AttentionView Checked(CpuDevice device, CpuBatch batch, in AttentionArguments arguments)
    {
        DeviceArguments.Attention(arguments, batch.TokenCount, batch.PrefixEnd);
        return new AttentionView
        {
            Query = device.Own<CpuTensor>(arguments.Query, nameof(arguments.Query)).Pointer,
            Key = device.Own<CpuTensor>(arguments.Key, nameof(arguments.Key)).Pointer,
            Value = device.Own<CpuTensor>(arguments.Value, nameof(arguments.Value)).Pointer,
            PrefixKey = Prefix(device, batch, arguments.PrefixKey, nameof(arguments.PrefixKey)),
            PrefixValue = Prefix(device, batch, arguments.PrefixValue, nameof(arguments.PrefixValue)),
            Output = device.Own<CpuTensor>(arguments.Output, nameof(arguments.Output)).Pointer,
            Heads = arguments.Heads,
            KeyValueHeads = arguments.KeyValueHeads,
            HeadSize = arguments.HeadSize,
        };
    }

    // Null where no sequence of the batch has a prefix.
    private static float* Prefix(CpuDevice device, CpuBatch batch, DeviceTensor? store, string name) =>
        batch.PrefixEnd == 0 || store is null ? null : device.Own<CpuTensor>(store, name).Pointer;
}
