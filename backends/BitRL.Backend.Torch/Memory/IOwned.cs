namespace BitRL.Backend.Torch.Memory;

/// <summary>Something that a device made and will release.</summary>
internal interface IOwned : IDisposable
{
    /// <summary>The device that made it.</summary>
    TorchDevice Owner { get; }
}
