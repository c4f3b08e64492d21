using System.Collections.Immutable;
using BitRL.Contracts.Backends;
using BitRL.Contracts.Plugins;

namespace BitRL.Backend.Cpu;

/// <summary>The managed CPU backend: pure C#, no native library, on every machine that runs .NET. Thread-safe.</summary>
public sealed class CpuBackendProvider : IBackendProvider
{
    private const string KernelsSetting = "kernels";

    private static readonly ImmutableArray<SettingDescriptor> DeclaredSettings =
    [
        new(KernelsSetting, KernelCatalog.Auto, $"Which kernels to run: {KernelCatalog.Auto} takes the fastest that this processor has; {KernelCatalog.NamesForHelp} force one."),
    ];

    /// <inheritdoc/>
    public string Name => "cpu";

    /// <inheritdoc/>
    public string Description => "Managed SIMD kernels on the processor; no native library";

    /// <inheritdoc/>
    public IReadOnlyList<SettingDescriptor> Settings => DeclaredSettings;

    /// <summary>The kernel variants that this processor can run, fastest first; each is a value for the setting <c>kernels</c>.</summary>
    public static IReadOnlyList<string> SupportedKernels => KernelCatalog.SupportedNames;

    /// <inheritdoc/>
    public BackendProbe Probe()
    {
        KernelSet best = KernelCatalog.Best();
        return new BackendProbe(best.Score, $"{best.Title}, {Environment.ProcessorCount} threads");
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 thread.</exception>
    /// <exception cref="ArgumentException">The setting <c>kernels</c> names a variant that does not exist.</exception>
    /// <exception cref="BackendUnavailableException">The setting <c>kernels</c> names a variant that this processor cannot run.</exception>
    public IComputeDevice Open(DeviceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        string wanted = options.Settings.GetValueOrDefault(KernelsSetting, KernelCatalog.Auto);
        return new CpuDevice(Name, KernelCatalog.Find(wanted), options.Threads);
    }
}
