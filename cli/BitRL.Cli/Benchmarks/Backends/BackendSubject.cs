using System.Collections.Immutable;
using BitRL.Agent.Configuration;
using BitRL.Cli.Composition;
using BitRL.Contracts.Backends;
using BitRL.Contracts.Encoders;
using BitRL.Contracts.Environments;
using BitRL.Model.Encoders;

namespace BitRL.Cli.Benchmarks.Backends;

/// <summary>A backend that is open for measurement: its encoder without a memo, another with one over the same weights, and what the weights take.</summary>
internal sealed class BackendSubject : IAsyncDisposable
{
    private const double MebiBytes = 1 << 20;
    private const long UsualMemoBytes = 16L << 20;
    private readonly RunConfiguration _configuration;
    private readonly OpenedBackbone? _backbone;
    private readonly OpenedEncoder? _whole;

    private BackendSubject(RunConfiguration configuration, OpenedEncoder whole)
    {
        _configuration = configuration;
        _whole = whole;
        Encoder = whole.Encoder;
    }

    private BackendSubject(RunConfiguration configuration, OpenedBackbone backbone)
    {
        _configuration = configuration;
        _backbone = backbone;
        Encoder = Make(memoBytes: 0);
    }

    /// <summary>Remembers no state.</summary>
    public IStateEncoder Encoder { get; }

    /// <summary>The model, or null where there is none.</summary>
    public string? Model => _backbone is null ? null : _configuration.Encoder.Model;

    /// <summary>Hardware and kernels in words.</summary>
    public string Device => _backbone?.Description ?? "raw observations";

    /// <summary>Opens what a configuration says.</summary>
    /// <exception cref="BackendUnavailableException">The backend cannot run here.</exception>
    /// <exception cref="CommandException">There is no such model, or the backend refuses a setting.</exception>
    public static BackendSubject Open(InstalledPlugins plugins, EnvironmentDescriptor environment, RunConfiguration configuration)
    {
        var encoder = configuration.Encoder;
        if (encoder.IsRaw || plugins.Host.FindEncoder(encoder.Backend) is not null)
        {
            return new BackendSubject(configuration, new EncoderOpener(plugins, environment, configuration with { MemoBytes = 0 }, configuration.Threads).Open(encoder));
        }

        var options = new DeviceOptions { Threads = configuration.Threads, Settings = encoder.BackendSettings.ToImmutableDictionary() };
        int? layer = encoder.Layer == EncoderConfiguration.LastLayer ? null : encoder.Layer;
        var backbone = OpenedBackbone.Open(plugins.Backend(encoder.Backend), options, encoder.Model, layer);
        try
        {
            return new BackendSubject(configuration, backbone);
        }
        catch
        {
            backbone.Dispose();
            throw;
        }
    }

    /// <summary>An encoder over the same weights that remembers, or null where this kind cannot. The caller disposes it.</summary>
    public IStateEncoder? OpenRemembering() => _backbone is null ? null : Make(Math.Max(_configuration.MemoBytes, UsualMemoBytes));

    /// <summary>MiB that the matrices of the blocks take: as the device holds them, or in the model file where they are used in place; NaN without a model.</summary>
    public double WeightMegabytes()
    {
        if (_backbone is null)
        {
            return double.NaN;
        }

        long held = _backbone.Backbone.ResidentBytes;
        if (held == 0)
        {
            using var file = ModelNames.Open(_configuration.Encoder.Model);
            held = file.Tensors.Where(tensor => tensor.Name.StartsWith("blk.", StringComparison.Ordinal) && tensor.Dimensions.Length == 2).Sum(tensor => tensor.ByteCount);
        }

        return held / MebiBytes;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_whole is not null)
        {
            await _whole.DisposeAsync();
            return;
        }

        await Encoder.DisposeAsync();
        _backbone!.Dispose();
    }

    private BackboneEncoder Make(long memoBytes) => new(_backbone!.Backbone, new EncoderOptions
    {
        Style = _configuration.Encoder.Style,
        Pooling = _configuration.Encoder.Pooling,
        MemoBytes = memoBytes,
    });
}
