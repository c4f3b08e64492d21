using static TorchSharp.torch;

namespace BitRL.Backend.Torch.Memory;

/// <summary>Where a queue collects the rows of an embedding table.</summary>
internal sealed class EmbeddingStaging(Device place) : IDisposable
{
    /// <summary>Rows of a half-float table.</summary>
    public HostBuffer<Half> Halves { get; } = new(place);

    /// <summary>Rows of a float32 table.</summary>
    public HostBuffer<float> Floats { get; } = new(place);

    /// <inheritdoc/>
    public void Dispose()
    {
        Halves.Dispose();
        Floats.Dispose();
    }
}
