using BitRL.Backend.BitNetCpp.Interop;
using BitRL.Backend.BitNetCpp.Tuning;
using BitRL.Contracts.Backends;
using BitRL.Contracts.Plugins;

namespace BitRL.Backend.BitNetCpp;

/// <summary>The native CPU backend: C++ kernels behind a C interface, on files of bitnet.cpp unchanged. Thread-safe.</summary>
public sealed class BitNetCppBackendProvider : IBackendProvider
{
    private readonly TuningCache _cache;

    /// <summary>Remembers measurements in the user's cache folder.</summary>
    public BitNetCppBackendProvider()
        : this(TuningCache.Standard())
    {
    }

    /// <summary>Remembers measurements elsewhere.</summary>
    internal BitNetCppBackendProvider(TuningCache cache)
    {
        _cache = cache;
    }

    /// <inheritdoc/>
    public string Name => "bitnetcpp";

    /// <inheritdoc/>
    public string Description => "Native C++ kernels on the processor; runs bitnet.cpp's files";

    /// <inheritdoc/>
    public IReadOnlyList<SettingDescriptor> Settings => DeviceSettings.Declared;

    /// <summary>The kernel variants that this processor can run, fastest first; each is a value for the setting <c>kernels</c>. Empty where the library is missing.</summary>
    public static IReadOnlyList<string> SupportedKernels =>
        NativeKernels.Problem is null ? [.. NativeVariant.All().Where(variant => variant.IsSupported).Select(variant => variant.Name)] : [];

    /// <inheritdoc/>
    public BackendProbe Probe()
    {
        if (NativeKernels.Problem is { } problem)
        {
            return BackendProbe.Unavailable(problem);
        }

        try
        {
            using NativeHandle device = NativeDeviceFactory.OpenHandle(NativeVariant.All(), DeviceSettings.Parse([]), out NativeVariant variant, out string refused);
            return new BackendProbe(variant.Score, $"{NativeDeviceFactory.Title(variant, refused)}, {Environment.ProcessorCount} threads");
        }
        catch (BackendUnavailableException error)
        {
            return BackendProbe.Unavailable(error.Message);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 thread.</exception>
    /// <exception cref="ArgumentException">A setting has a value that does not exist.</exception>
    /// <exception cref="BackendUnavailableException">The library is missing, or this processor cannot run the kernels that the settings name.</exception>
    public IComputeDevice Open(DeviceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        DeviceSettings settings = DeviceSettings.Parse(options.Settings);
        NativeKernels.Require();
        return NativeDeviceFactory.Open(Name, settings, options.Threads, _cache);
    }
}
