using System.Collections.Immutable;
using BitRL.Contracts.Encoders;

namespace BitRL.Cli.Composition;

/// <summary>An encoder with everything that it stands on.</summary>
/// <param name="Encoder">The encoder.</param>
/// <param name="Device">Hardware and kernels in words; empty where there is no device.</param>
/// <param name="Models">Name and SHA-256 of its model files.</param>
/// <param name="Foundations">What must be closed after it, the last opened first: backbone, device.</param>
internal sealed record OpenedEncoder(
    IStateEncoder Encoder,
    string Device,
    ImmutableSortedDictionary<string, string> Models,
    ImmutableArray<IDisposable> Foundations) : IAsyncDisposable
{
    /// <summary>An encoder that stands on nothing.</summary>
    public OpenedEncoder(IStateEncoder encoder)
        : this(encoder, string.Empty, ImmutableSortedDictionary<string, string>.Empty, [])
    {
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Encoder.DisposeAsync();
        foreach (var foundation in Foundations)
        {
            foundation.Dispose();
        }
    }
}
