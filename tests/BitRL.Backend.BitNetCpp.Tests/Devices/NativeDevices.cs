using System.Collections.Immutable;
using BitRL.Backend.BitNetCpp.Tuning;
using BitRL.Contracts.Backends;
using Xunit;

namespace BitRL.Backend.BitNetCpp.Tests.Devices;

/// <summary>Opens native devices; every run measures for itself and remembers nothing.</summary>
internal static class NativeDevices
{
    /// <summary>Every variant of this processor with every way of multiplying, and with weights in place.</summary>
    public static TheoryData<string, string, string> Runs
    {
        get
        {
            TheoryData<string, string, string> data = [];
            data.Add("scalar", "auto", "packed");
            foreach (string kernels in BitNetCppBackendProvider.SupportedKernels.Where(name => name != "scalar"))
            {
                data.Add(kernels, "multiply", "packed");
                data.Add(kernels, "table", "packed");
                data.Add(kernels, "auto", "packed");
                data.Add(kernels, "auto", "mapped");
            }

            return data;
        }
    }

    public static IComputeDevice Open(string kernels = "auto", string method = "auto", string weights = "packed", int threads = 1) =>
        Provider().Open(new DeviceOptions
        {
            Threads = threads,
            Settings = ImmutableDictionary<string, string>.Empty.Add("kernels", kernels).Add("method", method).Add("weights", weights),
        });

    public static BitNetCppBackendProvider Provider() => new(new TuningCache(folder: null, processor: ""));
}
