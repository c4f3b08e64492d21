using System.Collections.Immutable;
using System.Runtime.InteropServices;
using BitRL.Backend.BitNetCpp.Interop;
using BitRL.Backend.BitNetCpp.Tuning;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.BitNetCpp;

/// <summary>Opens devices: picks the variant, and knows which way of multiplying is faster on this machine.</summary>
internal static unsafe class NativeDeviceFactory
{
    private const int MessageBytes = 1024;

    /// <summary>Opens a device. The library must be there.</summary>
    public static NativeDevice Open(string backend, DeviceSettings settings, int threads, TuningCache cache)
    {
        ImmutableArray<NativeVariant> variants = NativeVariant.All();
        NativeHandle handle = OpenHandle(variants, settings, out NativeVariant variant, out string refused);
        if (settings.Method == 0)
        {
            Tune(handle, variant, cache);
        }

        string method = settings.Method == 0 ? "" : $", {settings.MethodName} only";
        string weights = settings.IsMapped ? ", weights in place" : "";
        var descriptor = new DeviceDescriptor(backend, $"{ProcessorName.Read()}, {threads} threads", Title(variant, refused) + method + weights, threads);
        return new NativeDevice(handle, descriptor, settings, threads);
    }

    /// <summary>Opens the library's part of a device.</summary>
    /// <param name="variants">All of the library's.</param>
    /// <param name="settings">Which of them.</param>
    /// <param name="variant">The one that was taken.</param>
    /// <param name="refused">Which ones failed their self-test before it, and how; empty where none did.</param>
    /// <exception cref="ArgumentException">There is no such variant.</exception>
    /// <exception cref="BackendUnavailableException">This processor cannot run it, or it gives wrong results here.</exception>
    public static NativeHandle OpenHandle(ImmutableArray<NativeVariant> variants, DeviceSettings settings, out NativeVariant variant, out string refused)
    {
        NativeDeviceOptions options = new() { Variant = IndexOf(variants, settings.Kernels), Method = settings.Method };
        nint device;
        byte* message = stackalloc byte[MessageBytes];
        message[0] = 0;
        NativeStatus status = NativeMethods.bitrl_device_open(&options, &device, message, MessageBytes);
        refused = Marshal.PtrToStringUTF8((nint)message) ?? "";
        if (status != NativeStatus.Ok)
        {
            throw Unavailable(status, settings.Kernels, variants, refused);
        }

        variant = variants[NativeMethods.bitrl_device_variant(device)];
        return new NativeHandle(device, NativeMethods.bitrl_device_close);
    }

    /// <summary>What runs, in words.</summary>
    public static string Title(NativeVariant variant, string refused) => refused.Length == 0 ? variant.Title : $"{variant.Title} ({refused})";

    private static int IndexOf(ImmutableArray<NativeVariant> variants, string name)
    {
        if (string.Equals(name, DeviceSettings.Auto, StringComparison.OrdinalIgnoreCase))
        {
            return -1;
        }

        for (int i = 0; i < variants.Length; i++)
        {
            if (string.Equals(variants[i].Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        throw new ArgumentException($"backend.kernels cannot be '{name}'; use one of {Usable(variants)}", nameof(name));
    }

    private static string Usable(ImmutableArray<NativeVariant> variants) =>
        string.Join(", ", variants.Where(variant => variant.IsSupported).Select(variant => variant.Name).Prepend(DeviceSettings.Auto));

    private static BackendUnavailableException Unavailable(NativeStatus status, string kernels, ImmutableArray<NativeVariant> variants, string refused) => status switch
    {
        NativeStatus.Unsupported => new($"this processor cannot run the kernels '{kernels}' ({variants.First(variant => string.Equals(variant.Name, kernels, StringComparison.OrdinalIgnoreCase)).Needs}); use one of {Usable(variants)}"),
        NativeStatus.SelfTest => new($"the native kernels give wrong results on this machine ({refused}): use --backend cpu, and report it with the output of 'bitrl backends'"),
        _ => new($"the native kernels did not open ({status}): close other programs, or use --backend cpu"),
    };

    private static void Tune(NativeHandle handle, NativeVariant variant, TuningCache cache)
    {
        if (cache.Find(variant.Name) is { } known && NativeMethods.bitrl_device_tune(handle.Value, &known) == NativeStatus.Ok)
        {
            return;
        }

        NativeTuning measured;
        NativeMethods.bitrl_device_measure(handle.Value, &measured);
        if (NativeMethods.bitrl_device_tune(handle.Value, &measured) == NativeStatus.Ok)
        {
            cache.Keep(variant.Name, measured);
        }
    }
}
