using BitRL.Backend.Torch.Memory;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.Torch.Execution;

/// <summary>Checks of an attention.</summary>
internal static class AttentionShapes
{
    /// <summary>Checks shapes and owners.</summary>
    /// <exception cref="ArgumentException">Something does not fit, or was not made by this device.</exception>
    public static void Require(TorchDevice device, TorchBatch batch, in AttentionArguments arguments)
    {
        DeviceArguments.Attention(arguments, batch.TokenCount, batch.PrefixEnd);
        device.Own<TorchTensor>(arguments.Query, nameof(arguments.Query));
        device.Own<TorchTensor>(arguments.Key, nameof(arguments.Key));
        device.Own<TorchTensor>(arguments.Value, nameof(arguments.Value));
        device.Own<TorchTensor>(arguments.Output, nameof(arguments.Output));
        if (batch.PrefixEnd > 0)
        {
            device.Own<TorchTensor>(arguments.PrefixKey!, nameof(arguments.PrefixKey));
            device.Own<TorchTensor>(arguments.PrefixValue!, nameof(arguments.PrefixValue));
        }
    }
}
