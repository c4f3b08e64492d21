using System.Collections.Immutable;
using BitRL.Backend.Torch.Memory;
using BitRL.Contracts.Backends;
using BitRL.Contracts.Plugins;
using TorchSharp;

namespace BitRL.Backend.Torch;

/// <summary>Runs backbones with libtorch at one precision: the baselines that ternary kernels are compared with. Thread-safe.</summary>
public sealed class TorchBackendProvider : IBackendProvider
{
    // Below every other backend: a baseline is asked for by name, never picked.
    private const int LowestScore = 1;

    private readonly TorchPrecision _precision;

    internal TorchBackendProvider(TorchPrecision precision)
    {
        _precision = precision;
        Settings = DeviceSettings.Declared(precision);
    }

    /// <inheritdoc/>
    public string Name => _precision.Name;

    /// <inheritdoc/>
    public string Description => $"libtorch with {_precision.Title} weights: a baseline, never chosen by auto";

    /// <inheritdoc/>
    public IReadOnlyList<SettingDescriptor> Settings { get; }

    /// <inheritdoc/>
    public BackendProbe Probe()
    {
        if (LibTorch.Problem is { } problem)
        {
            return BackendProbe.Unavailable(problem);
        }

        DeviceSettings settings = DeviceSettings.Parse(_precision, ImmutableDictionary<string, string>.Empty);
        return new BackendProbe(LowestScore, $"libtorch {torch.__version__} on {(settings.IsCuda ? "CUDA" : "the CPU")}, {KernelTitle(settings)}");
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 thread.</exception>
    /// <exception cref="ArgumentException">A setting has a value that does not exist.</exception>
    /// <exception cref="BackendUnavailableException">libtorch is not here, or CUDA was asked for and is not here.</exception>
    public IComputeDevice Open(DeviceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        LibTorch.Require();
        NativeHeap.KeepFreedBlocks(isShared: false);
        DeviceSettings settings = DeviceSettings.Parse(_precision, options.Settings);
        string where = settings.IsCuda ? $"CUDA device {options.DeviceIndex}" : $"{ProcessorName.Read()}, {options.Threads} threads";
        var descriptor = new DeviceDescriptor(Name, where, $"libtorch {torch.__version__}, {KernelTitle(settings)}", settings.IsCuda ? 1 : options.Threads);
        return new TorchDevice(descriptor, _precision, settings, settings.IsCuda ? torch.device(DeviceType.CUDA, options.DeviceIndex) : torch.CPU, options.Threads);
    }

    private string KernelTitle(DeviceSettings settings) => _precision.Weights switch
    {
        NumberFormat.Float32 => "FP32",
        NumberFormat.Int8 => "INT8 weights with a scale an output, products in FP32",
        NumberFormat.Int4 => $"INT4 weights with a scale for {settings.GroupSize} inputs, products in FP32",
        _ => settings.IsNative ? $"{_precision.Title} products" : $"{_precision.Title} weights and inputs, sums in FP32",
    };
}
