using System.Runtime.InteropServices;
using BitRL.Contracts.Backends;
using TorchSharp;

namespace BitRL.Backend.Torch;

/// <summary>Whether libtorch is here. Loads it at the first question, once a process. Thread-safe.</summary>
internal static class LibTorch
{
    private static readonly Lazy<string?> LoadProblem = new(Load);

    /// <summary>Why libtorch cannot be used here and what to do, or null where it can.</summary>
    public static string? Problem => LoadProblem.Value;

    /// <summary>Whether a CUDA device can be used; false where libtorch is the CPU build.</summary>
    public static bool HasCuda
    {
        get
        {
            try
            {
                return Problem is null && torch.cuda.is_available();
            }
#pragma warning disable CA1031 // TorchSharp reports a missing CUDA library with several exception types; each of them means no.
            catch (Exception)
#pragma warning restore CA1031
            {
                return false;
            }
        }
    }

    /// <summary>Throws where libtorch cannot be used.</summary>
    /// <exception cref="BackendUnavailableException">It is not here.</exception>
    public static void Require()
    {
        if (Problem is { } problem)
        {
            throw new BackendUnavailableException(problem);
        }
    }

    private static string? Load()
    {
        try
        {
            torch.InitializeDeviceType(DeviceType.CPU);
            torch.set_num_interop_threads(1); // before any work: later it is refused
            return null;
        }
#pragma warning disable CA1031 // A probe never throws, and TorchSharp reports a missing libtorch with several exception types.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            string why = exception.GetBaseException().Message.Split('\n')[0];
            return RuntimeInformation.OSArchitecture == Architecture.X64
                ? $"libtorch did not load ({why}); build backends/BitRL.Backend.Torch on this machine, or use --backend cpu"
                : $"libtorch has no build for {RuntimeInformation.RuntimeIdentifier} ({why}); use --backend cpu here, or torch on an x64 machine";
        }
    }
}
